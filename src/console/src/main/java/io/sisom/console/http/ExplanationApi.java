package io.sisom.console.http;

import io.javalin.http.Context;
import io.sisom.console.FoundFrame;
import io.sisom.console.http.Route.Cost;
import io.sisom.explain.HeatAnswer;
import io.sisom.schema.SensorFrame;
import java.util.List;

/** {@code /api/v1/frames}: pictures that tell why a frame was chosen. */
final class ExplanationApi {
  private final QueueActions actions;

  ExplanationApi(QueueActions actions) {
    this.actions = actions;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/v1/frames/known", this::known).costs(Cost.HEAVY),
        Route.get("/api/v1/frames/heat", this::heat).costs(Cost.HEAVY));
  }

  /** Of a frame that has a label: what a candidate is near to. */
  private void known(Context ctx) {
    FoundFrame found = actions.console().labeled().find(QueueApi.frameId(ctx));
    if (found instanceof FoundFrame.Found it) {
      FramesApi.send(ctx, actions.console().png().render(it.frame()));
    } else if (found instanceof FoundFrame.Lost) {
      throw new Problem(404, "unknown-frame", "no frame of this id has a label on Kafka");
    } else {
      throw new Problem(503, "unavailable", "the labels are still being read; try again");
    }
  }

  private void heat(Context ctx) {
    SensorFrame frame = actions.picture(actions.entry(QueueApi.frameId(ctx)));
    HeatAnswer answer = actions.console().heat().of(frame);
    if (answer instanceof HeatAnswer.Drawn drawn) {
      FramesApi.send(ctx, actions.console().png().render(frame, drawn.tint()));
      // Another version draws another map.
      ctx.header("Cache-Control", "private, max-age=60");
    } else if (answer instanceof HeatAnswer.None none) {
      throw new Problem(422, "no-heat-map", none.reason());
    } else if (answer instanceof HeatAnswer.NotYet notYet) {
      throw new Problem(503, "unavailable", notYet.reason() + "; try again");
    }
  }
}
