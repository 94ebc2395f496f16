package io.sisom.console.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.sisom.console.http.Layout.Section;
import io.sisom.console.http.Route.Cost;
import io.sisom.schema.ReferenceManifest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Published versions, one by one, and making one active. They work without JavaScript. */
final class ModelPages {
  private static final String ONE = "/models/{version}";
  private static final int MOST_LISTED = 200;

  private final VersionActions versions;

  ModelPages(VersionActions versions) {
    this.versions = versions;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/models", this::list),
        Route.get(ONE, this::one),
        Route.post(ONE + "/activate", this::activate).costs(Cost.HEAVY));
  }

  private void list(Context ctx) {
    ReferenceManifest active = versions.active();
    ModelsView view =
        new ModelsView(
            active == null ? OptionalLong.empty() : OptionalLong.of(active.getVersion()),
            versions.progress().orElse(""),
            versions.earlier(),
            ModelRow.of(versions.all(), active, MOST_LISTED));
    Layout.plain(Section.MODELS, "Models").with("live.css").send(ctx, Pages.of("models", view));
  }

  private void one(Context ctx) {
    ReferenceManifest version = versions.find(VersionsApi.number(ctx.pathParam("version")));
    ModelView view =
        ModelView.of(
            version,
            versions.before(version),
            versions.active(),
            Visitor.annotator(ctx).isPresent());
    Layout.plain(Section.MODELS, "Version " + version.getVersion())
        .with("live.css")
        .send(ctx, Pages.of("model", view));
  }

  private void activate(Context ctx) {
    Body form = Body.form(ctx);
    long version = VersionsApi.number(ctx.pathParam("version"));
    if (form.find("sure").isEmpty()) {
      throw Problem.badRequest("tick that you have read what will change");
    }
    Optional<String> known = Visitor.annotator(ctx);
    String annotator = known.orElseGet(form::annotator);
    if (known.isEmpty()) {
      Visitor.remember(ctx, annotator);
    }
    versions.activate(version, VersionsApi.number(form.find("from").orElse("")), annotator);
    ctx.redirect("/models", HttpStatus.SEE_OTHER);
  }
}
