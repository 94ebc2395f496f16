package io.sisom.console.http;

import io.javalin.http.Context;
import io.sisom.console.Reply;
import io.sisom.console.http.Route.Cost;
import io.sisom.console.json.EpisodeJson;
import io.sisom.console.json.SeenFrameJson;
import io.sisom.live.Episode;
import io.sisom.live.EpisodeVerdict;
import io.sisom.live.Review;
import io.sisom.live.SeenFrame;
import io.sisom.schema.FrameScore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
        Route.post(ONE + "/mute", this::mute).costs(Cost.HEAVY),
        Route.post(ONE + "/request-labels", this::request).costs(Cost.HEAVY));
  }

  /** All of them, the latest first. */
  record EpisodesJson(List<EpisodeJson> episodes) {}

  /**
   * One with its frames.
   *
   * @param found how many frames the topic of scores still holds
   * @param frames those that are shown, in order
   * @param classes that its frames may be said to show
   */
  record OneEpisodeJson(
      EpisodeJson episode, int found, List<SeenFrameJson> frames, List<String> classes) {}

  /** One that something was said of; {@code repeated} where it had been said before. */
  record ReviewedJson(EpisodeJson episode, boolean repeated) {}

  private Episode episode(Context ctx) {
    return episodes.find(ctx.pathParam("episodeId"));
  }

  private void list(Context ctx) {
    int limit = QueueApi.whole(ctx, "limit", 100, MOST_LISTED);
    Map<String, Review> reviews = episodes.reviews();
    QueueApi.json(
        ctx,
        new EpisodesJson(
            episodes.all().stream()
                .limit(limit)
                .map(it -> EpisodeJson.of(it, Optional.ofNullable(reviews.get(it.id()))))
                .toList()));
  }

  private void one(Context ctx) {
    Episode episode = episode(ctx);
    List<FrameScore> all = episodes.frames(episode);
    QueueApi.json(
        ctx,
        new OneEpisodeJson(
            EpisodeJson.of(episode, Optional.ofNullable(episodes.reviews().get(episode.id()))),
            all.size(),
            episodes.shown(episode, all).stream()
                .map(score -> SeenFrameJson.of(SeenFrame.of(score)))
                .toList(),
            episodes.classes()));
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

  private void mute(Context ctx) {
    Body body = Body.json(ctx, Set.of("annotator"));
    Episode episode = episode(ctx);
    reviewed(ctx, episode, episodes.mute(episode, body.annotator()));
  }

  private void request(Context ctx) {
    Body body = Body.json(ctx, Set.of("annotator"));
    Episode episode = episode(ctx);
    reviewed(ctx, episode, episodes.request(episode, body.annotator()));
  }

  private static void reviewed(Context ctx, Episode episode, Reply.Reviewed reply) {
    EpisodeJson json = EpisodeJson.of(episode, Optional.of(reply.review()));
    QueueApi.json(ctx, new ReviewedJson(json, reply.repeated()));
  }
}
