package io.sisom.console.http;

import io.javalin.http.Context;
import io.sisom.frame.FramePng.Rendered;
import java.util.List;

/** {@code /api/v1/frames}: pictures. */
final class FramesApi {
  private final Desk desk;

  FramesApi(Desk desk) {
    this.desk = desk;
  }

  List<Route> routes() {
    return List.of(Route.get("/api/v1/frames/picture", this::picture));
  }

  /** Drawn anew as PNG: what a sensor sent never reaches a browser as it came. */
  private void picture(Context ctx) {
    Rendered rendered =
        desk.console().png().render(desk.picture(desk.entry(QueueApi.frameId(ctx))));
    if (rendered instanceof Rendered.Png png) {
      // A frame never changes.
      ctx.header("Cache-Control", "private, max-age=3600, immutable");
      ctx.contentType("image/png").result(png.bytes());
    } else if (rendered instanceof Rendered.Unrenderable none) {
      throw new Problem(422, "undecodable", none.reason());
    }
  }
}
