package io.sisom.it.rig;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.cli.config.SisomConfig;
import io.sisom.demo.world.LabeledFrames;
import io.sisom.schema.LabeledFrame;
import io.sisom.trainer.TrainerProcess;
import io.sisom.training.VersionOutcome;
import io.sisom.wire.AvroCodec;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Labels of the demo's world into the pool, and reference sets out of it. */
public final class ReferenceMaker {
  private final AvroCodec<LabeledFrame> codec = AvroCodec.of(LabeledFrame.class);
  private final LabeledFrames archive = new LabeledFrames(7, "archive", Instant.EPOCH);
  private int labels;

  /** Adds labels to the pool. */
  public void label(SisomConfig config, int count) {
    try (KafkaProducer<String, byte[]> producer = config.kafka().producer()) {
      for (int i = 0; i < count; i++) {
        LabeledFrame label = archive.frame(labels++);
        producer.send(
            new ProducerRecord<>(
                config.topics().labels(), label.getFrame().getFrameId(), codec.encode(label)));
      }
      producer.flush();
    }
  }

  /** Publishes one version from the labels present; its number. */
  public long train(SisomConfig config, Path bundle) throws Exception {
    try (TrainerProcess trainer =
        TrainerProcess.open(
            config.forTrainer(),
            bundle,
            new SilentListener(),
            new SimpleMeterRegistry(),
            Clock.systemUTC())) {
      VersionOutcome result = trainer.once();
      assertThat(result).isInstanceOf(VersionOutcome.Made.class);
      return ((VersionOutcome.Made) result).manifest().getVersion();
    }
  }
}
