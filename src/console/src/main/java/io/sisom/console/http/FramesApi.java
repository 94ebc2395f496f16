package io.sisom.console.http;

import io.javalin.http.Context;
import io.sisom.console.FoundFrame;
import io.sisom.console.Surroundings;
import io.sisom.console.Surroundings.Seen;
import io.sisom.console.http.Route.Cost;
import io.sisom.frame.FramePng;
import io.sisom.frame.FramePng.Rendered;
import io.sisom.queue.Place;
import io.sisom.schema.SensorFrame;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /api/v1/frames}: pictures, and what a sensor saw before and after. */
final class FramesApi {
  private static final int EACH_WAY = 4;

  private final QueueActions actions;

  FramesApi(QueueActions actions) {
    this.actions = actions;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/v1/frames/picture", this::picture).costs(Cost.HEAVY),
        Route.get("/api/v1/frames/context", this::context).costs(Cost.HEAVY),
        Route.get("/api/v1/frames/sensor-picture", this::sensorPicture).costs(Cost.HEAVY));
  }

  private void picture(Context ctx) {
    draw(ctx, actions.picture(actions.entry(QueueApi.frameId(ctx))), FramePng.LONGEST_SIDE);
  }

  private void draw(Context ctx, SensorFrame frame, int longest) {
    send(ctx, actions.console().png().render(frame, longest));
  }

  /** Drawn anew as PNG: what a sensor sent never reaches a browser as it came. */
  static void send(Context ctx, Rendered rendered) {
    if (rendered instanceof Rendered.Png png) {
      // A frame never changes.
      ctx.header("Cache-Control", "private, max-age=3600, immutable");
      ctx.contentType("image/png").result(png.bytes());
    } else if (rendered instanceof Rendered.Unrenderable none) {
      throw new Problem(422, "undecodable", none.reason());
    }
  }

  private void context(Context ctx) {
    QueueApi.json(ctx, json(around(actions, QueueApi.frameId(ctx))));
  }

  /** The frames around one that the queue knows. */
  static Surroundings around(QueueActions actions, String frameId) {
    return actions
        .console()
        .sensorFrames()
        .around(actions.entry(frameId).candidate().score(), EACH_WAY);
  }

  private static Map<String, Object> json(Surroundings around) {
    if (around instanceof Surroundings.Unavailable) {
      throw new Problem(503, "unavailable", "Kafka did not send the frames in time; try again");
    }
    boolean found = around instanceof Surroundings.Found;
    List<Seen> frames = around instanceof Surroundings.Found it ? it.frames() : List.of();
    int self = around instanceof Surroundings.Found it ? it.self() : 0;
    return Map.of(
        "held", found, "self", self, "frames", frames.stream().map(FramesApi::json).toList());
  }

  private static Map<String, Object> json(Seen seen) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("frameId", seen.frameId());
    json.put("capturedAt", seen.capturedAt().toString());
    json.put("picture", sensorPicture(seen.place()));
    return json;
  }

  /** Where the picture of a frame on the topic of frames is served. */
  static String sensorPicture(Place place) {
    return "/api/v1/frames/sensor-picture?partition=%d&offset=%d"
        .formatted(place.partition(), place.offset());
  }

  private void sensorPicture(Context ctx) {
    Place place = new Place((int) number(ctx, "partition"), number(ctx, "offset"));
    int side = QueueApi.whole(ctx, "side", FramePng.LONGEST_SIDE, FramePng.LONGEST_SIDE);
    FoundFrame found = actions.console().sensorFrames().find(place);
    if (found instanceof FoundFrame.Found it) {
      draw(ctx, it.frame(), Math.max(1, side));
    } else if (found instanceof FoundFrame.Lost) {
      throw new Problem(410, "frame-lost", "the topic of frames holds no frame there");
    } else {
      throw new Problem(503, "unavailable", "Kafka did not send the frame in time; try again");
    }
  }

  private static long number(Context ctx, String name) {
    String given = String.valueOf(ctx.queryParam(name));
    long most = name.equals("partition") ? Integer.MAX_VALUE : Long.MAX_VALUE;
    try {
      long number = Long.parseLong(given);
      if (number >= 0 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw Problem.badRequest(name + " must be a whole number, 0 or more");
  }
}
