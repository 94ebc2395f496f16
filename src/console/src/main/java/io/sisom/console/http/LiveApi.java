package io.sisom.console.http;

import io.javalin.http.Context;
import io.sisom.console.fleet.FramePictures;
import io.sisom.console.fleet.FramePictures.Drawn;
import io.sisom.console.http.Route.Cost;
import io.sisom.live.SeenPlace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/live}: what the fleet sees now. */
final class LiveApi {
  private static final int THUMBNAIL = 128;
  private static final int LARGE = 1024;

  private final LiveSections live;
  private final LiveStream stream;
  private final FramePictures pictures;

  LiveApi(LiveSections live, LiveStream stream, FramePictures pictures) {
    this.live = live;
    this.stream = stream;
    this.pictures = pictures;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/v1/live", ctx -> QueueApi.json(ctx, live.whole())).costs(Cost.HEAVY),
        Route.get("/api/v1/live/events", stream::handle),
        Route.get("/api/v1/live/picture", this::picture).costs(Cost.HEAVY));
  }

  /** Drawn anew as PNG: what a sensor sent never reaches a browser as it came. */
  private void picture(Context ctx) {
    SeenPlace place = new SeenPlace(QueueApi.whole(ctx, "partition", 0, 100_000), offset(ctx));
    int side = side(ctx.queryParam("size"));
    Drawn drawn = pictures.draw(place, QueueApi.frameId(ctx), side);
    if (drawn instanceof Drawn.Picture picture) {
      // A frame never changes.
      ctx.header("Cache-Control", "private, max-age=3600, immutable");
      ctx.contentType("image/png").result(picture.bytes());
    } else if (drawn instanceof Drawn.Undrawable none) {
      throw new Problem(422, "undecodable", none.reason());
    } else if (drawn instanceof Drawn.Lost) {
      throw new Problem(404, "frame-lost", "the frame topic holds no such frame there, or no more");
    } else {
      throw new Problem(503, "unavailable", "Kafka did not send the frame in time; try again");
    }
  }

  private static int side(@Nullable String size) {
    if (size == null) {
      return THUMBNAIL;
    } else if (size.equals("large")) {
      return LARGE;
    }
    throw Problem.badRequest("size must be large, or left out");
  }

  private static long offset(Context ctx) {
    try {
      long offset = Long.parseLong(String.valueOf(ctx.queryParam("offset")));
      if (offset >= 0) {
        return offset;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw Problem.badRequest("offset must be a whole number from 0");
  }
}
