package io.sisom.cli.config;

import io.sisom.alert.AlertConfig;
import io.sisom.candidate.CandidateConfig;
import io.sisom.console.ConsoleConfig;
import io.sisom.console.ConsoleSettings;
import io.sisom.console.KafkaAccess;
import io.sisom.console.webhook.WebhookConfig;
import io.sisom.explain.HeatMaps;
import io.sisom.feed.live.FeedConfig;
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
import io.sisom.setting.SettingCatalog;
import io.sisom.setting.SettingException;
import io.sisom.setting.Settings;
import io.sisom.trainer.TrainerConfig;
import io.sisom.training.GateConfig;
import io.sisom.training.NoneConfig;
import io.sisom.training.ReferenceConfig;
import io.sisom.training.TrainerSettings;
import io.sisom.training.TrainingConfig;
import io.sisom.version.ReferenceStoreConfig;
import io.sisom.version.ReferenceTopic;
import io.sisom.wire.SchemaPublisher;
import io.sisom.wire.SchemaTopic;
import io.sisom.wire.Topics;
import java.util.List;
import java.util.Map;

/** All settings, validated: one record a part. */
public record SisomConfig(
    KafkaSettings kafka,
    Topics topics,
    DeviceConfig device,
    FrameLimits frames,
    FeedConfig feed,
    BatchConfig batch,
    ScoringConfig scoring,
    AlertConfig alerts,
    CandidateConfig candidates,
    ReferenceStoreConfig store,
    ScoreSettings score,
    FittingConfig fitting,
    ReferenceConfig reference,
    LearningConfig learning,
    NoneConfig none,
    GateConfig gate,
    TrainingConfig training,
    QueueConfig queue,
    ConsoleConfig console,
    LiveConfig live,
    WebhookConfig webhooks,
    HttpConfig http) {
  /** Every setting there is, in the order a frame meets them. */
  public static final SettingCatalog CATALOG =
      SettingCatalog.ofAll(
          List.of(
              Topics.class,
              FrameLimits.class,
              FeedConfig.class,
              DeviceConfig.class,
              BatchConfig.class,
              ScoringConfig.class,
              AlertConfig.class,
              CandidateConfig.class,
              ScoreSettings.class,
              FittingConfig.class,
              ReferenceConfig.class,
              LearningConfig.class,
              NoneConfig.class,
              GateConfig.class,
              TrainingConfig.class,
              ReferenceStoreConfig.class,
              QueueConfig.class,
              ConsoleConfig.class,
              LiveConfig.class,
              WebhookConfig.class,
              HttpConfig.class));

  /**
   * Validates settings.
   *
   * @throws SettingException where a key is unknown or a value is not accepted; the message names
   *     it and says what is
   */
  public static SisomConfig of(Map<String, String> given) {
    Settings settings = Settings.of(KafkaSettings.others(given));
    CATALOG.check(settings);
    return new SisomConfig(
        KafkaSettings.of(given),
        settings.bind(Topics.class),
        settings.bind(DeviceConfig.class),
        settings.bind(FrameLimits.class),
        settings.bind(FeedConfig.class),
        settings.bind(BatchConfig.class),
        settings.bind(ScoringConfig.class),
        settings.bind(AlertConfig.class),
        settings.bind(CandidateConfig.class),
        settings.bind(ReferenceStoreConfig.class),
        ScoreSettings.from(settings),
        settings.bind(FittingConfig.class),
        ReferenceConfig.from(settings),
        settings.bind(LearningConfig.class),
        settings.bind(NoneConfig.class),
        settings.bind(GateConfig.class),
        settings.bind(TrainingConfig.class),
        settings.bind(QueueConfig.class),
        settings.bind(ConsoleConfig.class),
        settings.bind(LiveConfig.class),
        settings.bind(WebhookConfig.class),
        settings.bind(HttpConfig.class));
  }

  /** Schemas of records that other versions and programs wrote; connects when first asked. */
  public SchemaTopic schemas() {
    return new SchemaTopic(kafka.consumerProperties(), topics.schemas());
  }

  /** Puts the schemas that this program writes with where readers find them. */
  public void publishSchemas() {
    SchemaPublisher.publish(
        kafka.consumerProperties(), kafka.producerProperties(), topics.schemas());
  }

  /** How a console reaches Kafka. */
  public KafkaAccess kafkaAccess() {
    return new KafkaAccess(kafka.consumerProperties(), kafka.producerProperties(), topics);
  }

  /** What concerns a console. */
  public ConsoleSettings consoleSettings() {
    return new ConsoleSettings(
        queue,
        console,
        frames,
        live,
        webhooks,
        alerts.alpha(),
        alerts.mute(),
        scoring.applicationId());
  }

  /** Heat maps for a console: on one thread of the CPU, with files of their own. */
  public HeatMaps heatMaps() {
    return new HeatMaps(
        new ReferenceTopic(kafka.consumerProperties(), topics.references(), schemas()),
        store.in("console"),
        new FrameDecoder(frames),
        new DeviceConfig("cpu", Precision.FLOAT32, 1, DistancePlace.CPU).placement());
  }

  /** What concerns the trainer. */
  public TrainerSettings trainer() {
    return new TrainerSettings(training, learning, none, gate, score, fitting, reference);
  }

  /** What concerns a scorer process. */
  public ScorerConfig forScorer() {
    return new ScorerConfig(
        kafka, topics, device, frames, batch, scoring, alerts, candidates, store, http);
  }

  /** What concerns a trainer process. */
  public TrainerConfig forTrainer() {
    return new TrainerConfig(kafka, topics, device, frames, store, trainer());
  }
}
