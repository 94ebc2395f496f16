package io.sisom.scorer;

import io.sisom.alert.AlertConfig;
import io.sisom.candidate.CandidateConfig;
import io.sisom.frame.FrameLimits;
import io.sisom.network.DeviceConfig;
import io.sisom.scoring.BatchConfig;
import io.sisom.scoring.ScoringConfig;
import io.sisom.scoring.TransactionTimeout;
import io.sisom.service.HttpConfig;
import io.sisom.service.KafkaSettings;
import io.sisom.setting.SettingCatalog;
import io.sisom.setting.SettingException;
import io.sisom.setting.Settings;
import io.sisom.version.ReferenceStoreConfig;
import io.sisom.wire.Topics;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.streams.StreamsConfig;

/**
 * All settings of a scorer.
 *
 * @param kafka how Kafka is reached
 * @param topics what its topics are called
 * @param device where the network runs
 * @param frames how much of a frame is believed
 * @param batch how frames are batched
 * @param scoring the streams application
 * @param alerts when an episode opens and closes
 * @param candidates which frames become label candidates
 * @param store where versions lie on this machine
 * @param http where metrics and health are served
 */
public record ScorerConfig(
    KafkaSettings kafka,
    Topics topics,
    DeviceConfig device,
    FrameLimits frames,
    BatchConfig batch,
    ScoringConfig scoring,
    AlertConfig alerts,
    CandidateConfig candidates,
    ReferenceStoreConfig store,
    HttpConfig http) {
  private static final SettingCatalog CATALOG =
      SettingCatalog.ofSome(
          List.of(
              Topics.class,
              DeviceConfig.class,
              FrameLimits.class,
              BatchConfig.class,
              ScoringConfig.class,
              AlertConfig.class,
              CandidateConfig.class,
              ReferenceStoreConfig.class,
              HttpConfig.class));

  /** Refuses settings that contradict each other. */
  public ScorerConfig {
    if (scoring.guarantee().equals(StreamsConfig.EXACTLY_ONCE_V2)) {
      requireTransactionsOutlastCommits(kafka, scoring.commitInterval().toMillis());
    }
  }

  private static void requireTransactionsOutlastCommits(KafkaSettings kafka, long commitMillis) {
    OptionalLong timeout = TransactionTimeout.millis(kafka.properties());
    if (timeout.isPresent() && commitMillis >= timeout.getAsLong()) {
      throw new SettingException(
          "scoring.commit.interval.ms",
          commitMillis,
          "a transaction ends with the commit, and the broker ends it after"
              + " kafka.transaction.timeout.ms = %d; commit sooner, or allow more time"
                  .formatted(timeout.getAsLong()));
    }
  }

  /**
   * For a scorer alone: keys that only other apps read are let through, so that one file may serve
   * all.
   *
   * @throws SettingException where a key is unknown or a value is not accepted; the message names
   *     all of them
   */
  public static ScorerConfig of(Map<String, String> given) {
    Settings settings = Settings.of(KafkaSettings.others(given));
    CATALOG.check(settings);
    return from(KafkaSettings.of(given), settings);
  }

  /** From settings that are checked already. */
  public static ScorerConfig from(KafkaSettings kafka, Settings settings) {
    return new ScorerConfig(
        kafka,
        settings.bind(Topics.class),
        settings.bind(DeviceConfig.class),
        settings.bind(FrameLimits.class),
        settings.bind(BatchConfig.class),
        settings.bind(ScoringConfig.class),
        settings.bind(AlertConfig.class),
        settings.bind(CandidateConfig.class),
        settings.bind(ReferenceStoreConfig.class),
        settings.bind(HttpConfig.class));
  }
}
