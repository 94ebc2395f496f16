package io.sisom.scoring;

import io.sisom.schema.VersionOutcome;
import io.sisom.schema.VersionReport;
import io.sisom.version.PublishedVersion;
import io.sisom.version.Refusal;
import io.sisom.version.VersionListener;
import io.sisom.wire.AvroCodec;
import java.time.Clock;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says on a topic what became of each version here, so that a fleet of scorers can be watched from
 * one place. A report that cannot be sent is logged and changes nothing.
 */
public final class VersionReporter implements VersionListener, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(VersionReporter.class);

  private final VersionListener loader;
  private final VersionSlot slot;
  private final String instance;
  private final Producer<String, byte[]> producer;
  private final String topic;
  private final Clock clock;
  private final AvroCodec<VersionReport> codec = AvroCodec.of(VersionReport.class);

  /**
   * Reports what {@code loader} makes of versions. Takes over the producer and closes it.
   *
   * @param slot that the loader fills
   * @param instance what this scorer is called
   */
  public VersionReporter(
      VersionListener loader,
      VersionSlot slot,
      String instance,
      Producer<String, byte[]> producer,
      String topic,
      Clock clock) {
    this.loader = loader;
    this.slot = slot;
    this.instance = instance;
    this.producer = producer;
    this.topic = topic;
    this.clock = clock;
  }

  @Override
  public Optional<Refusal> onVersion(PublishedVersion version) {
    Optional<Refusal> refused = loader.onVersion(version);
    if (refused.isEmpty()) {
      report(version.version(), VersionOutcome.LIVE, null);
    }
    return refused;
  }

  @Override
  public void onRefused(long version, Refusal reason) {
    loader.onRefused(version, reason);
    report(version, VersionOutcome.REFUSED, reason.message());
  }

  private void report(long version, VersionOutcome outcome, @Nullable String reason) {
    VersionReport report =
        VersionReport.newBuilder()
            .setInstance(instance)
            .setVersion(version)
            .setOutcome(outcome)
            .setReason(reason)
            .setServing(slot.number())
            .setModelVersion(slot.modelVersion())
            .setReportedAt(clock.instant())
            .build();
    try {
      producer.send(
          new ProducerRecord<>(topic, instance, codec.encode(report)),
          (sent, failure) -> {
            if (failure != null) {
              unsent(version, failure);
            }
          });
    } catch (KafkaException e) {
      unsent(version, e);
    }
  }

  private void unsent(long version, Exception failure) {
    log.atWarn()
        .addKeyValue("topic", topic)
        .addKeyValue("version", version)
        .addKeyValue("reason", failure.getMessage())
        .log("version report not sent");
  }

  @Override
  public void close() {
    producer.close();
  }
}
