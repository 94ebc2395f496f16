package io.sisom.it.browser;

import io.sisom.cli.config.SisomConfig;
import io.sisom.demo.world.CameraFault;
import io.sisom.demo.world.SimulatedFleet;
import io.sisom.demo.world.SimulatedFrame;
import io.sisom.demo.world.Truth;
import io.sisom.demo.world.WorldConfig;
import io.sisom.schema.FrameScore;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.SensorFrame;
import io.sisom.setting.Settings;
import io.sisom.wire.AvroCodec;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** A drive of the demo's world: its frames on their topic, and some of them as candidates. */
final class Drive implements AutoCloseable {
  private static final AvroCodec<SensorFrame> FRAMES = AvroCodec.of(SensorFrame.class);
  private static final AvroCodec<LabelCandidate> CANDIDATES = AvroCodec.of(LabelCandidate.class);

  private final SisomConfig config;
  private final KafkaProducer<String, byte[]> producer;

  Drive(SisomConfig config) {
    this.config = config;
    this.producer = config.kafka().producer();
  }

  /**
   * What {@code robots} see for so many ticks; each novel frame becomes a candidate, unknown kinds
   * before faulty cameras.
   */
  int send(int robots, int ticks, Instant start) {
    WorldConfig world = Settings.defaults(WorldConfig.class);
    SimulatedFleet fleet = new SimulatedFleet(7, robots, world, start);
    int candidates = 0;
    for (int tick = 0; tick < ticks; tick++) {
      for (int robot = 0; robot < robots; robot++) {
        SimulatedFrame seen = fleet.frame(robot, tick);
        frame(seen.frame());
        Truth truth = fleet.truth(robot, tick);
        if (truth.novel()) {
          double pValue = truth.fault() == CameraFault.NONE ? 0.002 : 0.02;
          offer(seen.frame(), "crate", pValue + 0.0001 * candidates++);
        }
      }
    }
    producer.flush();
    return candidates;
  }

  void frame(SensorFrame frame) {
    producer.send(
        new ProducerRecord<>(config.topics().frames(), frame.getSensorId(), FRAMES.encode(frame)));
  }

  /** A frame worth a label, the more the smaller {@code pValue}. */
  void offer(SensorFrame frame, String predicted, double pValue) {
    offer(frame, predicted, pValue, null, null);
  }

  /** The same, of which the network thinks it may be something else, too. */
  void offer(SensorFrame frame, String predicted, List<String> alternatives, double pValue) {
    offer(frame, score(frame, predicted, pValue).setAlternatives(alternatives).build(), null);
  }

  /** The same, near to known frames. */
  void offer(
      SensorFrame frame,
      String predicted,
      double pValue,
      @Nullable String nearestInner,
      @Nullable String nearestOuter) {
    FrameScore score =
        score(frame, predicted, pValue)
            .setNearestInnerFrameId(nearestInner)
            .setNearestOuterFrameId(nearestOuter)
            .build();
    offer(frame, score, "person");
  }

  private static FrameScore.Builder score(SensorFrame frame, String predicted, double pValue) {
    return FrameScore.newBuilder()
        .setFrameId(frame.getFrameId())
        .setSensorId(frame.getSensorId())
        .setCapturedAt(frame.getCapturedAt())
        .setScoredAt(frame.getCapturedAt().plusMillis(120))
        .setPredicted(predicted)
        .setInnerDistance(0.92)
        .setOuterDistance(0.97)
        .setRatio(0.948)
        .setEnergy(-3.25)
        .setSisome(2)
        .setPValue(pValue)
        .setModelVersion("net@1")
        .setReferenceVersion(1);
  }

  private void offer(SensorFrame frame, FrameScore score, @Nullable String outerLabel) {
    Instant window = frame.getCapturedAt();
    LabelCandidate candidate =
        new LabelCandidate(
            window,
            window.plusSeconds(10),
            1,
            68,
            3,
            score.getPredicted(),
            outerLabel,
            score,
            frame,
            null,
            "fleet");
    producer.send(
        new ProducerRecord<>(
            config.topics().candidates(), frame.getFrameId(), CANDIDATES.encode(candidate)));
  }

  void flush() {
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
  }
}
