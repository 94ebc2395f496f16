package io.sisom.console.http;

import io.javalin.http.Context;
import io.sisom.console.Reply;
import io.sisom.console.http.Route.Cost;
import io.sisom.live.Episode;
import io.sisom.live.EpisodeVerdict;
import io.sisom.live.Review;
import io.sisom.live.SeenFrame;
import io.sisom.schema.FrameScore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/episodes}: alert episodes, and what people say of them. */
final class EpisodesApi {
  private static final String ONE = "/api/v1/episodes/{episodeId}";
  private static final int MOST_LISTED = 1_000;

  private final EpisodeActions episodes;

  EpisodesApi(EpisodeActions episodes) {
    this.episodes = episodes;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/v1/episodes", this::list).costs(Cost.HEAVY),
        Route.get(ONE, this::one).costs(Cost.HEAVY),
        Route.post(ONE + "/acknowledge", ctx -> judge(ctx, EpisodeVerdict.ACKNOWLEDGED)),
        Route.post(ONE + "/reopen", ctx -> judge(ctx, EpisodeVerdict.OPEN)),
        Route.post(ONE + "/false-alarm", this::falseAlarm).costs(Cost.HEAVY),
        Route.post(ONE + "/request-labels", this::request).costs(Cost.HEAVY));
  }

  private Episode episode(Context ctx) {
    return episodes.find(ctx.pathParam("episodeId"));
  }

  private void list(Context ctx) {
    int limit = QueueApi.whole(ctx, "limit", 100, MOST_LISTED);
    Map<String, Review> reviews = episodes.reviews();
    QueueApi.json(
        ctx,
        Map.of(
            "episodes",
            episodes.all().stream()
                .limit(limit)
                .map(it -> LiveJson.episode(it, Optional.ofNullable(reviews.get(it.id()))))
                .toList()));
  }

  private void one(Context ctx) {
    Episode episode = episode(ctx);
    List<FrameScore> all = episodes.frames(episode);
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put(
        "episode",
        LiveJson.episode(episode, Optional.ofNullable(episodes.reviews().get(episode.id()))));
    json.put("found", all.size());
    json.put(
        "frames",
        episodes.shown(episode, all).stream()
            .map(score -> LiveJson.frame(SeenFrame.of(score)))
            .toList());
    json.put("classes", episodes.classes());
    QueueApi.json(ctx, json);
  }

  private void judge(Context ctx, EpisodeVerdict verdict) {
    Body body = Body.json(ctx, Set.of("annotator"));
    Episode episode = episode(ctx);
    reviewed(ctx, episode, episodes.judge(episode, body.annotator(), verdict));
  }

  private void falseAlarm(Context ctx) {
    Body body = Body.json(ctx, Set.of("annotator", "label"));
    Episode episode = episode(ctx);
    Optional<String> label = body.find("label").map(Body::label);
    reviewed(ctx, episode, episodes.falseAlarm(episode, body.annotator(), label));
  }

  private void request(Context ctx) {
    Body body = Body.json(ctx, Set.of("annotator"));
    Episode episode = episode(ctx);
    reviewed(ctx, episode, episodes.request(episode, body.annotator()));
  }

  private static void reviewed(Context ctx, Episode episode, Reply.Reviewed reply) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("episode", LiveJson.episode(episode, Optional.of(reply.review())));
    json.put("repeated", reply.repeated());
    QueueApi.json(ctx, json);
  }
}
