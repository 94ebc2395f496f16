package io.sisom.console.http;

import io.sisom.console.http.Template.Markup;
import io.sisom.queue.Candidate;
import io.sisom.queue.Entry;
import io.sisom.queue.Lease;
import io.sisom.schema.FrameScore;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** One frame to label as HTML: its picture, what can be said of it, and why it was chosen. */
final class FrameCard {
  private static final Template CARD = Template.of("card.html");
  private static final Template BUTTON =
      Template.inline("<button name=\"label\" value=\"{{label}}\">{{label}}</button>");

  private FrameCard() {}

  static Markup of(Entry entry, String annotator, Collection<String> labels) {
    Candidate candidate = entry.candidate();
    FrameScore score = candidate.score();
    Map<String, Object> values = new HashMap<>();
    values.put("frameId", entry.frameId());
    values.put("picture", FrameJson.picture(entry.frameId()));
    values.put("buttons", buttons(labels));
    values.put("sensorId", score.getSensorId());
    values.put("capturedAt", score.getCapturedAt());
    values.put("predicted", score.getPredicted());
    values.put("outerLabel", Objects.requireNonNullElse(candidate.outerLabel(), "none"));
    values.put("pValue", short4(score.getPValue()));
    values.put("ratio", short4(score.getRatio()));
    values.put("energy", short4(score.getEnergy()));
    values.put(
        "until", entry.leaseOf(annotator).map(Lease::until).map(Instant::toString).orElse(""));
    return CARD.fill(values);
  }

  private static Markup buttons(Collection<String> labels) {
    StringBuilder buttons = new StringBuilder();
    labels.forEach(label -> buttons.append(BUTTON.fill(Map.of("label", label)).html()));
    return new Markup(buttons.toString());
  }

  private static String short4(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
