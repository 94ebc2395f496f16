package io.sisom.console.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.sisom.console.http.Layout.Section;
import io.sisom.console.http.Route.Cost;
import io.sisom.live.Episode;
import io.sisom.live.EpisodeVerdict;
import io.sisom.live.Review;
import io.sisom.schema.FrameScore;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Episodes, one by one, and what to say of them. They work without JavaScript. */
final class EpisodePages {
  private static final String ONE = "/episodes/{episodeId}";
  private static final int MOST_LISTED = 500;

  private final EpisodeActions episodes;

  EpisodePages(EpisodeActions episodes) {
    this.episodes = episodes;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/episodes", this::list).costs(Cost.HEAVY),
        Route.get(ONE, this::one).costs(Cost.HEAVY),
        Route.post(
            ONE + "/acknowledge",
            ctx ->
                say(ctx, (it, who, form) -> episodes.judge(it, who, EpisodeVerdict.ACKNOWLEDGED))),
        Route.post(
            ONE + "/reopen",
            ctx -> say(ctx, (it, who, form) -> episodes.judge(it, who, EpisodeVerdict.OPEN))),
        Route.post(
                ONE + "/false-alarm",
                ctx ->
                    say(
                        ctx,
                        (it, who, form) ->
                            episodes.falseAlarm(it, who, form.find("label").map(Body::label))))
            .costs(Cost.HEAVY),
        Route.post(ONE + "/mute", ctx -> say(ctx, (it, who, form) -> episodes.mute(it, who)))
            .costs(Cost.HEAVY),
        Route.post(
                ONE + "/request-labels",
                ctx -> say(ctx, (it, who, form) -> episodes.request(it, who)))
            .costs(Cost.HEAVY));
  }

  private interface Order {
    Object carryOut(Episode episode, String annotator, Body form);
  }

  private void say(Context ctx, Order order) {
    Body form = Body.form(ctx);
    Episode episode = episodes.find(ctx.pathParam("episodeId"));
    Optional<String> known = Visitor.annotator(ctx);
    String annotator = known.orElseGet(form::annotator);
    if (known.isEmpty()) {
      Visitor.remember(ctx, annotator);
    }
    order.carryOut(episode, annotator, form);
    ctx.redirect("/episodes/" + episode.id(), HttpStatus.SEE_OTHER);
  }

  private void list(Context ctx) {
    Map<String, Review> reviews = episodes.reviews();
    List<Episode> shown = episodes.all().stream().limit(MOST_LISTED).toList();
    Layout.plain(Section.EPISODES, "Episodes")
        .with("live.css")
        .send(ctx, Pages.of("episodes", EpisodeRow.of(shown, reviews)));
  }

  private void one(Context ctx) {
    Episode episode = episodes.find(ctx.pathParam("episodeId"));
    List<FrameScore> all = episodes.frames(episode);
    List<FrameScore> shown = episodes.shown(episode, all);
    Optional<Review> review = Optional.ofNullable(episodes.reviews().get(episode.id()));
    boolean named = Visitor.annotator(ctx).isPresent();
    Layout.plain(Section.EPISODES, "Episode of " + episode.alert().getSensorId())
        .with("uplot.css", "live.css", "episode.js")
        .send(
            ctx,
            Pages.of(
                "episode", EpisodeView.of(episode, review, named, episodes.classes(), all, shown)));
  }
}
