package io.sisom.console.http;

import io.javalin.http.Context;
import io.sisom.console.http.Route.Cost;
import io.sisom.console.json.OneVersionJson;
import io.sisom.console.json.VersionsJson;
import io.sisom.schema.ReferenceManifest;
import java.util.List;
import java.util.Set;

/** {@code /api/v1/versions}: what was published, and which one scorers serve. */
final class VersionsApi {
  private static final String ONE = "/api/v1/versions/{version}";
  private static final int MOST_LISTED = 1_000;

  private final VersionActions versions;

  VersionsApi(VersionActions versions) {
    this.versions = versions;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/v1/versions", this::list),
        Route.get(ONE, this::one),
        Route.post(ONE + "/activate", this::activate).costs(Cost.HEAVY));
  }

  /**
   * A version that was made active.
   *
   * @param before the one that was; 0 for none
   */
  record ActivatedJson(long version, long before) {}

  private void list(Context ctx) {
    int limit = QueueApi.whole(ctx, "limit", 100, MOST_LISTED);
    QueueApi.json(ctx, VersionsJson.of(versions.all(), versions.active(), limit));
  }

  private void one(Context ctx) {
    ReferenceManifest version = versions.find(number(ctx.pathParam("version")));
    QueueApi.json(ctx, OneVersionJson.of(version, versions.before(version), versions.active()));
  }

  private void activate(Context ctx) {
    Body body = Body.json(ctx, Set.of("annotator", "from"));
    long version = number(ctx.pathParam("version"));
    long from = number(body.find("from").orElse(""));
    versions.activate(version, from, body.annotator());
    QueueApi.json(ctx, new ActivatedJson(version, from));
  }

  /** A version's number, or 0 for none. */
  static long number(String text) {
    if (!text.matches("[0-9]{1,15}")) {
      throw Problem.badRequest("a version is a whole number: 1, 2, 3 ...; 0 for none");
    }
    return Long.parseLong(text);
  }
}
