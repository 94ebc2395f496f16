package io.sisom.wire;

import io.sisom.setting.Meaning;
import io.sisom.setting.Setting;
import io.sisom.setting.SettingGroup;
import java.util.List;

/** The names of the topics, all settable. */
@SettingGroup("Topics")
public record Topics(
    @Setting(key = "topic.frames", value = "sensor-frames") @Meaning("Frames in, key sensorId.")
        String frames,
    @Setting(key = "topic.scores", value = "frame-scores")
        @Meaning("One score a frame, key sensorId.")
        String scores,
    @Setting(key = "topic.alerts", value = "ood-alerts")
        @Meaning("Changes of alert episodes, key sensorId.")
        String alerts,
    @Setting(key = "topic.summaries", value = "sensor-summaries")
        @Meaning("What became of each sensor's frames of a few seconds, key sensorId.")
        String summaries,
    @Setting(key = "topic.candidates", value = "label-candidates")
        @Meaning("Ranked frames worth a label, key frameId.")
        String candidates,
    @Setting(key = "topic.labels", value = "labeled-frames")
        @Meaning("The labeled pool, compacted, key frameId.")
        String labels,
    @Setting(key = "topic.references", value = "reference-sets")
        @Meaning("Published versions, compacted, one partition.")
        String references,
    @Setting(key = "topic.reports", value = "version-reports")
        @Meaning("What scorers say of versions they were to serve, key instance.")
        String reports,
    @Setting(key = "topic.dead.letters", value = "dead-letters")
        @Meaning("Frames that could not be scored, reason in the headers.")
        String deadLetters,
    @Setting(key = "topic.queue.events", value = "queue-events")
        @Meaning("The labeling queue's state, compacted, one partition.")
        String queueEvents,
    @Setting(key = "topic.feed.positions", value = "feed-positions")
        @Meaning("How far feeds of recordings have come, compacted, one partition.")
        String feedPositions,
    @Setting(key = "topic.schemas", value = "schemas")
        @Meaning(
            "Schemas that records were written with, compacted, one partition, key fingerprint.")
        String schemas) {
  /** Every topic. */
  public List<String> all() {
    return List.of(
        frames,
        scores,
        alerts,
        summaries,
        candidates,
        labels,
        references,
        reports,
        deadLetters,
        queueEvents,
        feedPositions,
        schemas);
  }

  /** What a feed of recordings reads and writes. */
  public List<String> ofFeeding() {
    return List.of(frames, feedPositions);
  }

  /** What the scoring app reads and writes. */
  public List<String> ofScoring() {
    return List.of(frames, scores, alerts, summaries, candidates, references, reports, deadLetters);
  }

  /** What the console reads and writes. */
  public List<String> ofConsole() {
    return List.of(
        frames,
        scores,
        summaries,
        candidates,
        labels,
        references,
        alerts,
        deadLetters,
        queueEvents);
  }
}
