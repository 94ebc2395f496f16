package io.sisom.console.http;

import io.javalin.http.Context;
import io.sisom.console.FoundFrame;
import io.sisom.console.Surroundings;
import io.sisom.console.Surroundings.Seen;
import io.sisom.console.http.Route.Cost;
import io.sisom.console.json.PicturePath;
import io.sisom.frame.FramePng;
import io.sisom.frame.FramePng.Rendered;
import io.sisom.queue.Place;
import io.sisom.schema.SensorFrame;
import java.time.Instant;
import java.util.List;

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
    draw(ctx, actions.picture(actions.entry(QueueApi.frameId(ctx))), FramePng.MAX_SIDE);
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
    QueueApi.json(ctx, ContextJson.of(around(actions, QueueApi.frameId(ctx))));
  }

  /** The frames around one that the queue knows. */
  static Surroundings around(QueueActions actions, String frameId) {
    return actions
        .console()
        .sensorFrames()
        .around(actions.entry(frameId).candidate().score(), EACH_WAY);
  }

  /**
   * What a sensor saw around a frame.
   *
   * @param held whether the topic of frames still holds it
   * @param self index of the frame itself
   */
  record ContextJson(boolean held, int self, List<FrameJson> frames) {
    /** One of the frames. */
    record FrameJson(String frameId, Instant capturedAt, String picture) {
      static FrameJson of(Seen seen) {
        return new FrameJson(seen.frameId(), seen.capturedAt(), PicturePath.sensor(seen.place()));
      }
    }

    static ContextJson of(Surroundings around) {
      if (around instanceof Surroundings.Unavailable) {
        throw new Problem(503, "unavailable", "Kafka did not send the frames in time; try again");
      }
      return around instanceof Surroundings.Found it
          ? new ContextJson(true, it.self(), it.frames().stream().map(FrameJson::of).toList())
          : new ContextJson(false, 0, List.of());
    }
  }

  private void sensorPicture(Context ctx) {
    Place place = new Place((int) number(ctx, "partition"), number(ctx, "offset"));
    int side = QueueApi.whole(ctx, "side", FramePng.MAX_SIDE, FramePng.MAX_SIDE);
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
