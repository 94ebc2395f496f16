package io.sisom.cli;

import io.sisom.feed.recording.ClockTally;
import io.sisom.feed.recording.RecordingClock;
import io.sisom.feed.recording.RecordingInspection;
import io.sisom.feed.recording.TopicInspection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was found in one file, as lines for people and as JSON. */
final class InspectionReport {
  private final RecordingInspection found;

  InspectionReport(RecordingInspection found) {
    this.found = found;
  }

  /** For people. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s: %s, %d messages on %d topics"
            .formatted(
                found.file(),
                RecordingSummary.words(found.kind()),
                found.messages(),
                found.topics().size()));
    found.remarks().forEach(it -> lines.add("  " + it));
    found.topics().forEach(it -> lines.addAll(lines(it)));
    found.damage().forEach(it -> lines.add("  DAMAGED: " + it));
    if (found.damaged() > found.damage().size()) {
      lines.add("  DAMAGED: " + found.damaged() + " places, of which the first are named");
    }
    return lines;
  }

  private static List<String> lines(TopicInspection topic) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "  %s  %s (%s)  %d messages, %.1f/s, %d bytes",
            topic.topic(),
            String.join(", ", topic.types()),
            String.join(", ", topic.messageEncodings()),
            topic.messages(),
            topic.rate(),
            topic.bytes()));
    lines.add("    " + topic.feeding());
    if (!topic.pictures().isEmpty()) {
      lines.add(
          "    pictures: %s; %d to %d bytes%s"
              .formatted(
                  String.join(", ", topic.pictures()),
                  topic.minPictureBytes(),
                  topic.maxPictureBytes(),
                  topic.first().isEmpty() ? "" : "; the first as a frame: " + topic.first()));
      for (RecordingClock clock : RecordingClock.values()) {
        topic.clocks().span(clock).ifPresent(it -> lines.add("    " + clock + ": " + words(it)));
      }
      lines.add(
          String.format(
              Locale.ROOT,
              "    up to %.3f s between the clocks of one message",
              topic.clocks().spreadNanos() / 1e9));
    }
    if (topic.malformed() > 0) {
      lines.add("    " + topic.malformed() + " messages hold no picture");
    }
    topic.problems().forEach(it -> lines.add("    wrong: " + it));
    return lines;
  }

  private static String words(ClockTally.Span span) {
    return time(span.first()) + " to " + time(span.last());
  }

  private static String time(long nanos) {
    return Instant.ofEpochSecond(
            Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L))
        .toString();
  }

  /** For programs: stamps are nanoseconds since the epoch. */
  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", found.file());
    json.put("kind", found.kind().name().toLowerCase(Locale.ROOT));
    json.put("remarks", found.remarks());
    found.film().ifPresent(it -> json.put("film", FilmReport.json(it)));
    json.put("messages", found.messages());
    json.put("topics", found.topics().stream().map(InspectionReport::json).toList());
    json.put("damaged", found.damaged());
    json.put("damage", found.damage());
    return json;
  }

  private static Map<String, Object> json(TopicInspection topic) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("topic", topic.topic());
    json.put("types", topic.types());
    json.put("messageEncodings", topic.messageEncodings());
    json.put("messages", topic.messages());
    json.put("rate", topic.rate());
    json.put("bytes", topic.bytes());
    json.put("pictures", topic.pictures());
    json.put("firstFrame", topic.first());
    json.put("minPictureBytes", topic.minPictureBytes());
    json.put("maxPictureBytes", topic.maxPictureBytes());
    json.put("malformed", topic.malformed());
    json.put("problems", topic.problems());
    json.put("feeding", topic.feeding());
    Map<String, Object> clocks = new LinkedHashMap<>();
    for (RecordingClock clock : RecordingClock.values()) {
      topic
          .clocks()
          .span(clock)
          .ifPresent(
              it ->
                  clocks.put(
                      clock.toString(),
                      Map.of(
                          "first", it.first(),
                          "last", it.last(),
                          "taken", topic.clocks().taken(clock))));
    }
    json.put("clocks", clocks);
    json.put("spreadNanos", topic.clocks().spreadNanos());
    return json;
  }
}
