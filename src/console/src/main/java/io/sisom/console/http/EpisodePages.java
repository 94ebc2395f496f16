package io.sisom.console.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.sisom.console.http.Layout.Section;
import io.sisom.console.http.Route.Cost;
import io.sisom.console.http.Template.Markup;
import io.sisom.live.Episode;
import io.sisom.live.EpisodeVerdict;
import io.sisom.live.FramePlace;
import io.sisom.live.Review;
import io.sisom.live.SeenFrame;
import io.sisom.schema.FrameScore;
import io.sisom.schema.OodAlert;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Episodes, one by one, and what to say of them. They work without JavaScript. */
final class EpisodePages {
  private static final String ONE = "/episodes/{episodeId}";
  private static final int MOST_LISTED = 500;
  private static final Template LIST = Template.of("episodes.html");
  private static final Template EPISODE = Template.of("episode.html");
  private static final Template FRAME = Template.of("episode-frame.html");
  private static final Template WHO = Template.of("episode-who.html");
  private static final Template CLASS =
      Template.inline("<option value=\"{{label}}\">{{label}}</option>");
  private static final Template PICTURE =
      Template.inline("<img src=\"{{src}}\" alt=\"Frame {{frameId}}\" loading=\"lazy\">");
  private static final Template LOST = Template.inline("<p class=\"notice\">{{why}}</p>");

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
        .send(ctx, LIST.fill(Map.of("episodes", EpisodeRows.of(shown, reviews))));
  }

  private void one(Context ctx) {
    Episode episode = episodes.find(ctx.pathParam("episodeId"));
    List<FrameScore> all = episodes.frames(episode);
    List<FrameScore> shown = episodes.shown(episode, all);
    Optional<Review> review = Optional.ofNullable(episodes.reviews().get(episode.id()));
    OodAlert alert = episode.alert();
    Map<String, Object> values = new HashMap<>();
    values.put("episodeId", episode.id());
    values.put("state", episode.open() ? "open" : "closed");
    values.put("sensorId", alert.getSensorId());
    values.put("openedAt", EpisodeRows.time(alert.getOpenedAt()));
    values.put(
        "ended",
        alert.getClosedAt() == null
            ? "goes on; last novel frame " + EpisodeRows.time(alert.getLastNovelAt())
            : EpisodeRows.time(alert.getClosedAt()) + " (" + alert.getCloseReason() + ")");
    values.put("lasted", EpisodeRows.lasted(episode));
    values.put("frameCount", alert.getNovelFrames() + " of " + alert.getFrames());
    values.put("peak", EpisodeRows.pValue(alert.getPeakPValue()));
    values.put("predicted", alert.getPeakPredicted());
    values.put("alpha", alert.getAlpha());
    values.put("version", alert.getReferenceVersion());
    values.put("verdict", verdict(review));
    values.put("who", who(ctx));
    values.put("classes", classes());
    values.put("note", note(episode, all, shown));
    values.put("frames", frames(episode, shown));
    Layout.plain(Section.EPISODES, "Episode of " + alert.getSensorId())
        .with("uplot.css", "live.css", "episode.js")
        .send(ctx, EPISODE.fill(values));
  }

  private static String verdict(Optional<Review> review) {
    String said = EpisodeRows.verdict(review);
    int calibrating = review.map(it -> it.frameIds().size()).orElse(0);
    int requested = review.map(Review::requested).orElse(0);
    return (said.isEmpty() ? "Nobody has said anything of it." : "It is " + said + ".")
            .replace("It is false alarm", "A false alarm")
        + (calibrating == 0 ? "" : " " + calibrating + " of its frames calibrate the next version.")
        + (requested == 0 ? "" : " " + requested + " of its frames wait for labels or have them.");
  }

  private static Markup who(Context ctx) {
    return Visitor.annotator(ctx).isPresent() ? Markup.NONE : WHO.fill(Map.of());
  }

  private Markup classes() {
    StringBuilder options = new StringBuilder();
    for (String label : episodes.classes()) {
      options.append(CLASS.fill(Map.of("label", label)).html());
    }
    return new Markup(options.toString());
  }

  private static Markup note(Episode episode, List<FrameScore> all, List<FrameScore> shown) {
    if (all.isEmpty()) {
      return LOST.fill(
          Map.of(
              "why",
              "The topic of scores no longer holds this episode: there is nothing to show."));
    }
    if (shown.size() < all.size()) {
      return LOST.fill(
          Map.of(
              "why",
              "Of " + all.size() + " frames, " + shown.size() + " are shown, spread evenly."));
    }
    return Markup.NONE;
  }

  private static Markup frames(Episode episode, List<FrameScore> shown) {
    StringBuilder frames = new StringBuilder();
    for (FrameScore score : shown) {
      boolean peak = score.getFrameId().equals(episode.alert().getPeakFrameId());
      boolean novel = score.getPValue() <= episode.alert().getAlpha();
      Optional<FramePlace> place = SeenFrame.of(score).place();
      Markup picture =
          place
              .map(
                  it ->
                      PICTURE.fill(
                          Map.of(
                              "src", LiveJson.picture(it, score.getFrameId()),
                              "frameId", score.getFrameId())))
              .orElse(Markup.NONE);
      frames.append(
          FRAME
              .fill(
                  Map.of(
                      "kind", (novel ? "novel" : "") + (peak ? " peak" : ""),
                      "picture", picture,
                      "large",
                          place
                              .map(it -> LiveJson.picture(it, score.getFrameId()) + "&size=large")
                              .orElse("#frames"),
                      "millis", score.getCapturedAt().toEpochMilli(),
                      "exact", score.getPValue(),
                      "pValue", EpisodeRows.pValue(score.getPValue()),
                      "word", peak ? "peak" : "",
                      "predicted", score.getPredicted()))
              .html());
    }
    return new Markup(frames.toString());
  }
}
