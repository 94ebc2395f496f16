package io.sisom.scoring;

import io.sisom.setting.Meaning;
import io.sisom.setting.Setting;
import io.sisom.setting.SettingGroup;
import java.time.Duration;

/** How the scoring app runs on Kafka Streams. */
@SettingGroup("Scoring app")
public record ScoringConfig(
    @Setting(key = "scoring.application.id", value = "sisom-scoring")
        @Meaning(
            "Names the consumer group, the state and the internal topics; scorers that share"
                + " it share the work.")
        String applicationId,
    @Setting(key = "scoring.instance", value = "")
        @Meaning(
            "What this scorer is called in version reports; empty: its host's name and"
                + " process id.")
        String instance,
    @Setting(
            key = "scoring.guarantee",
            value = "exactly_once_v2",
            oneOf = {"exactly_once_v2", "at_least_once"})
        @Meaning("Delivery: one score a frame whatever crashes, or at least one with less delay.")
        String guarantee,
    @Setting(key = "scoring.threads", value = "2", min = 1, max = 256)
        @Meaning("Stream threads; at least 2 keep one polling while the other waits.")
        int threads,
    @Setting(key = "scoring.timeout.ms", value = "60000", min = 100, max = 3_600_000)
        @Meaning("Milliseconds a frame's score may take before its stream thread is replaced.")
        Duration timeout,
    @Setting(key = "scoring.commit.interval.ms", value = "100", min = 1, max = 60_000)
        @Meaning(
            "Milliseconds between commits; under exactly_once_v2 readers see scores this"
                + " much later.")
        Duration commitInterval,
    @Setting(key = "scoring.max.skew.ms", value = "60000", min = 0, max = Integer.MAX_VALUE)
        @Meaning(
            "Milliseconds a sensor's clock may run ahead of Kafka's; beyond it Kafka's time"
                + " is used.")
        Duration maxSkew,
    @Setting(key = "scoring.state.dir", value = "data/streams")
        @Meaning("Directory of the state stores; give each scorer on one machine its own.")
        String stateDir) {
  /** Which time counts as a frame's. */
  public EventTime eventTime() {
    return new EventTime(maxSkew);
  }
}
