package io.sisom.wire;

import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * The names of the topics, all settable.
 *
 * @param frames frames in, key sensorId
 * @param scores one score a frame, key sensorId
 * @param alerts changes of episodes, key sensorId
 * @param candidates ranked frames worth a label, key frameId
 * @param labels the labeled pool, compacted, key frameId
 * @param references published versions, compacted, one partition
 * @param reports what scorers say of versions, key instance
 * @param deadLetters frames that could not be scored, with the reason in the headers
 * @param queueEvents the labeling queue's state, compacted, one partition
 */
public record Topics(
    String frames,
    String scores,
    String alerts,
    String candidates,
    String labels,
    String references,
    String reports,
    String deadLetters,
    String queueEvents) {

  /** The settings {@code topic.*}. */
  public static ConfigDef definition() {
    ConfigDef def = new ConfigDef();
    define(def, "topic.frames", "sensor-frames", "Frames in, key sensorId.");
    define(def, "topic.scores", "frame-scores", "One score a frame, key sensorId.");
    define(def, "topic.alerts", "ood-alerts", "Changes of alert episodes, key sensorId.");
    define(
        def, "topic.candidates", "label-candidates", "Ranked frames worth a label, key frameId.");
    define(def, "topic.labels", "labeled-frames", "The labeled pool, compacted, key frameId.");
    define(
        def, "topic.references", "reference-sets", "Published versions, compacted, one partition.");
    define(
        def,
        "topic.reports",
        "version-reports",
        "What scorers say of versions they were to serve, key instance.");
    define(
        def,
        "topic.dead.letters",
        "dead-letters",
        "Frames that could not be scored, reason in the headers.");
    define(
        def,
        "topic.queue.events",
        "queue-events",
        "The labeling queue's state, compacted, one partition.");
    return def;
  }

  private static void define(ConfigDef def, String key, String name, String doc) {
    def.define(key, Type.STRING, name, new NonEmptyString(), Importance.LOW, doc);
  }

  /** From validated settings. */
  public static Topics from(AbstractConfig config) {
    return new Topics(
        config.getString("topic.frames"),
        config.getString("topic.scores"),
        config.getString("topic.alerts"),
        config.getString("topic.candidates"),
        config.getString("topic.labels"),
        config.getString("topic.references"),
        config.getString("topic.reports"),
        config.getString("topic.dead.letters"),
        config.getString("topic.queue.events"));
  }

  /** The default names. */
  public static Topics defaults() {
    return from(new AbstractConfig(definition(), java.util.Map.of(), false));
  }

  /** Every topic. */
  public List<String> all() {
    return List.of(
        frames, scores, alerts, candidates, labels, references, reports, deadLetters, queueEvents);
  }

  /** What the scoring app reads and writes. */
  public List<String> ofScoring() {
    return List.of(frames, scores, alerts, candidates, references, reports, deadLetters);
  }

  /** What the console reads and writes. */
  public List<String> ofConsole() {
    return List.of(
        frames, scores, candidates, labels, references, alerts, deadLetters, queueEvents);
  }
}
