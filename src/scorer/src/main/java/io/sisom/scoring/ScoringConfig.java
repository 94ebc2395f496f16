package io.sisom.scoring;

import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;

/**
 * How the scoring app runs on Kafka Streams.
 *
 * @param applicationId names the consumer group, the state and the internal topics
 * @param instance what this scorer is called in reports; empty: host and process id
 * @param guarantee exactly_once_v2 or at_least_once
 * @param threads stream threads
 * @param timeout how long a frame's score may take before the stream thread gives up and is
 *     replaced
 * @param commitInterval how long scores wait for their transaction
 * @param maxSkew how far a sensor's clock may run ahead of the broker's time stamp
 * @param stateDir where state stores lie
 */
public record ScoringConfig(
    String applicationId,
    String instance,
    String guarantee,
    int threads,
    Duration timeout,
    Duration commitInterval,
    Duration maxSkew,
    String stateDir) {

  /** The settings {@code scoring.*}. */
  public static ConfigDef definition() {
    return new ConfigDef()
        .define(
            "scoring.application.id",
            Type.STRING,
            "sisom-scoring",
            new NonEmptyString(),
            Importance.HIGH,
            "Names the consumer group, the state and the internal topics; scorers that share it share the work.")
        .define(
            "scoring.instance",
            Type.STRING,
            "",
            Importance.LOW,
            "What this scorer is called in version reports; empty: its host's name and process id.")
        .define(
            "scoring.guarantee",
            Type.STRING,
            "exactly_once_v2",
            ValidString.in("exactly_once_v2", "at_least_once"),
            Importance.HIGH,
            "Delivery: one score a frame whatever crashes, or at least one with less delay.")
        .define(
            "scoring.threads",
            Type.INT,
            2,
            Range.between(1, 256),
            Importance.MEDIUM,
            "Stream threads; at least 2 keep one polling while the other waits.")
        .define(
            "scoring.timeout.ms",
            Type.INT,
            60_000,
            Range.between(100, 3_600_000),
            Importance.LOW,
            "Milliseconds a frame's score may take before its stream thread is replaced.")
        .define(
            "scoring.commit.interval.ms",
            Type.INT,
            100,
            Range.between(1, 60_000),
            Importance.MEDIUM,
            "Milliseconds between commits; under exactly_once_v2 readers see scores this much later.")
        .define(
            "scoring.max.skew.ms",
            Type.INT,
            60_000,
            Range.atLeast(0),
            Importance.LOW,
            "Milliseconds a sensor's clock may run ahead of Kafka's; beyond it Kafka's time is used.")
        .define(
            "scoring.state.dir",
            Type.STRING,
            "data/streams",
            new NonEmptyString(),
            Importance.MEDIUM,
            "Directory of the state stores; give each scorer on one machine its own.");
  }

  /** From validated settings. */
  public static ScoringConfig from(AbstractConfig config) {
    return new ScoringConfig(
        config.getString("scoring.application.id"),
        config.getString("scoring.instance"),
        config.getString("scoring.guarantee"),
        config.getInt("scoring.threads"),
        Duration.ofMillis(config.getInt("scoring.timeout.ms")),
        Duration.ofMillis(config.getInt("scoring.commit.interval.ms")),
        Duration.ofMillis(config.getInt("scoring.max.skew.ms")),
        config.getString("scoring.state.dir"));
  }
}
