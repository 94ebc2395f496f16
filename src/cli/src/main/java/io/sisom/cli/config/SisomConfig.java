package io.sisom.cli.config;

import io.sisom.alert.AlertConfig;
import io.sisom.candidate.CandidateConfig;
import io.sisom.console.ConsoleConfig;
import io.sisom.console.webhook.WebhookConfig;
import io.sisom.explain.HeatMaps;
import io.sisom.fitting.FittingConfig;
import io.sisom.fitting.ScoreSettings;
import io.sisom.frame.FrameDecoder;
import io.sisom.frame.FrameLimits;
import io.sisom.learning.LearningConfig;
import io.sisom.live.LiveConfig;
import io.sisom.network.DeviceConfig;
import io.sisom.network.DistancePlace;
import io.sisom.network.Precision;
import io.sisom.queue.QueueConfig;
import io.sisom.scorer.ScorerConfig;
import io.sisom.scoring.BatchConfig;
import io.sisom.scoring.ScoringConfig;
import io.sisom.service.HttpConfig;
import io.sisom.service.KafkaSettings;
import io.sisom.trainer.TrainerConfig;
import io.sisom.training.GateConfig;
import io.sisom.training.ReferenceConfig;
import io.sisom.training.TrainerSettings;
import io.sisom.training.TrainingConfig;
import io.sisom.version.ReferenceStoreConfig;
import io.sisom.wire.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** All settings, validated: one record a part. */
public record SisomConfig(
    KafkaSettings kafka,
    Topics topics,
    DeviceConfig device,
    FrameLimits frames,
    BatchConfig batch,
    ScoringConfig scoring,
    AlertConfig alerts,
    CandidateConfig candidates,
    ReferenceStoreConfig store,
    ScoreSettings score,
    FittingConfig fitting,
    ReferenceConfig reference,
    LearningConfig learning,
    GateConfig gate,
    TrainingConfig training,
    QueueConfig queue,
    ConsoleConfig console,
    LiveConfig live,
    WebhookConfig webhooks,
    HttpConfig http) {
  private static final String KAFKA_PREFIX = "kafka.";
  private static final String BOOTSTRAP = "bootstrap.servers";

  /** Every part's settings, in the order a frame meets them. */
  public static Map<String, ConfigDef> parts() {
    Map<String, ConfigDef> parts = new java.util.LinkedHashMap<>();
    parts.put("Topics", Topics.definition());
    parts.put("Frames", FrameLimits.definition());
    parts.put("Device", DeviceConfig.definition());
    parts.put("Batches", BatchConfig.definition());
    parts.put("Scoring app", ScoringConfig.definition());
    parts.put("Alerts", AlertConfig.definition());
    parts.put("Candidates", CandidateConfig.definition());
    parts.put("Score", ScoreSettings.definition());
    parts.put("Fitting", FittingConfig.definition());
    parts.put("Reference set", ReferenceConfig.definition());
    parts.put("Learning", LearningConfig.definition());
    parts.put("Gate", GateConfig.definition());
    parts.put("Trainer app", TrainingConfig.definition());
    parts.put("Versions on Kafka", ReferenceStoreConfig.definition());
    parts.put("Labeling queue", QueueConfig.definition());
    parts.put("Console", ConsoleConfig.definition());
    parts.put("Live and episode pages", LiveConfig.definition());
    parts.put("Webhooks", WebhookConfig.definition());
    parts.put("Metrics and health", HttpConfig.definition());
    return parts;
  }

  /**
   * Validates settings.
   *
   * @throws ConfigException where a key is unknown or a value is not accepted; the message names it
   *     and says what is
   */
  public static SisomConfig of(Map<String, String> settings) {
    Map<String, String> kafka = new HashMap<>(Map.of(BOOTSTRAP, "localhost:9092"));
    Map<String, String> own = new TreeMap<>();
    settings.forEach(
        (key, value) -> {
          if (key.startsWith(KAFKA_PREFIX)) {
            kafka.put(key.substring(KAFKA_PREFIX.length()), value);
          } else {
            own.put(key, value);
          }
        });
    ConfigDef all = new ConfigDef();
    parts().values().forEach(part -> part.configKeys().values().forEach(all::define));
    UnknownSettings.refuse(own.keySet(), all.names());
    InvalidSettings.refuse(own, all);
    AbstractConfig config = new AbstractConfig(all, own, false);
    return new SisomConfig(
        new KafkaSettings(kafka),
        Topics.from(config),
        DeviceConfig.from(config),
        FrameLimits.from(config),
        BatchConfig.from(config),
        ScoringConfig.from(config),
        AlertConfig.from(config),
        CandidateConfig.from(config),
        ReferenceStoreConfig.from(config),
        ScoreSettings.from(config),
        FittingConfig.from(config),
        ReferenceConfig.from(config),
        LearningConfig.from(config),
        GateConfig.from(config),
        TrainingConfig.from(config),
        QueueConfig.from(config),
        ConsoleConfig.from(config),
        LiveConfig.from(config),
        WebhookConfig.from(config),
        HttpConfig.from(config));
  }

  /** The same on another broker. */
  public SisomConfig at(String bootstrapServers) {
    return new SisomConfig(
        kafka.at(bootstrapServers),
        topics,
        device,
        frames,
        batch,
        scoring,
        alerts,
        candidates,
        store,
        score,
        fitting,
        reference,
        learning,
        gate,
        training,
        queue,
        console,
        live,
        webhooks,
        http);
  }

  /** Heat maps for a console: on one thread of the CPU, with files of their own. */
  public HeatMaps heatMaps() {
    return new HeatMaps(
        kafka.consumerProperties(),
        topics.references(),
        store.in("console"),
        new FrameDecoder(frames),
        new DeviceConfig("cpu", Precision.FLOAT32, 1, DistancePlace.CPU).placement());
  }

  /** What concerns the trainer. */
  public TrainerSettings trainer() {
    return new TrainerSettings(training, learning, gate, score, fitting, reference);
  }

  /** What concerns a scorer process. */
  public ScorerConfig forScorer() {
    return new ScorerConfig(
        kafka, topics, device, frames, batch, scoring, alerts, candidates, store);
  }

  /** What concerns a trainer process. */
  public TrainerConfig forTrainer() {
    return new TrainerConfig(kafka, topics, device, frames, store, trainer());
  }

  /** Names of all settings. */
  public static List<String> names() {
    return parts().values().stream().flatMap(part -> part.names().stream()).sorted().toList();
  }
}
