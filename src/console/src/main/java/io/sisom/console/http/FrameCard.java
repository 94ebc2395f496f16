package io.sisom.console.http;

import io.sisom.console.http.Template.Markup;
import io.sisom.queue.Candidate;
import io.sisom.queue.Lease;
import io.sisom.queue.QueueEntry;
import io.sisom.schema.FrameScore;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** One frame to label as HTML: its picture, what can be said of it, and why it was chosen. */
final class FrameCard {
  private static final Template CARD = Template.of("card.html");
  private static final Template REASON = Template.inline("<li>{{text}}</li>");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss.SSS 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final QueueActions actions;

  FrameCard(QueueActions actions) {
    this.actions = actions;
  }

  Markup of(QueueEntry entry, String annotator) {
    Candidate candidate = entry.candidate();
    FrameScore score = candidate.score();
    List<String> burst = actions.burst(entry, annotator);
    Map<String, Object> values = new HashMap<>();
    values.put("frameId", entry.frameId());
    values.put("picture", FrameJson.picture(entry.frameId()));
    values.put("context", contextPath(entry.frameId()));
    values.put("sensorId", score.getSensorId());
    values.put("capturedAt", TIME.format(score.getCapturedAt()));
    values.put("predicted", score.getPredicted());
    values.put("outerLabel", Objects.requireNonNullElse(candidate.outerLabel(), "none"));
    values.put("heat", ExplanationApi.heat(entry.frameId()));
    values.put("nearest", NearestKnownView.of(candidate));
    values.put("gauge", Gauge.of(score.getPValue()));
    values.put("reasons", reasons(candidate));
    values.put("burst", new String(Json.write(burst), StandardCharsets.UTF_8));
    values.put(
        "until", entry.leaseOf(annotator).map(Lease::until).map(Instant::toString).orElse(""));
    return CARD.fill(values);
  }

  static String contextPath(String frameId) {
    return "/label/context?frameId=" + URLEncoder.encode(frameId, StandardCharsets.UTF_8);
  }

  private Markup reasons(Candidate candidate) {
    StringBuilder reasons = new StringBuilder();
    Explanation.of(candidate, actions.liveVersion())
        .forEach(reason -> reasons.append(REASON.fill(Map.of("text", reason)).html()));
    return new Markup(reasons.toString());
  }
}
