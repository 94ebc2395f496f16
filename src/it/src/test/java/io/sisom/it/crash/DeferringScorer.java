package io.sisom.it.crash;

import ai.djl.Device;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.cli.config.SisomConfig;
import io.sisom.frame.FrameDecoder;
import io.sisom.frame.FrameReader;
import io.sisom.network.Placement;
import io.sisom.schema.FrameScore;
import io.sisom.scoring.FrameBatcher;
import io.sisom.scoring.FrameOutcome;
import io.sisom.scoring.FramePlace;
import io.sisom.scoring.ScoreTimes;
import io.sisom.scoring.ScoredFrame;
import io.sisom.scoring.ScoringMetrics;
import io.sisom.scoring.VersionLoader;
import io.sisom.scoring.VersionSlot;
import io.sisom.version.ReferenceTopic;
import io.sisom.version.VersionFollower;
import io.sisom.wire.AvroSerde;
import io.sisom.wire.WriterSchemas;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * A scorer as it must not be: it gathers frames in the processor and answers when their scores have
 * come, after {@code process} has returned and the offset may be committed. Same frames, network,
 * batcher and guarantee; what a kill costs is the test of the crash test.
 */
public final class DeferringScorer {
  private static final Duration HOLD = Duration.ofMillis(400);

  private DeferringScorer() {}

  /** Takes {@code --set key=value} pairs, as {@code sisom score} does. */
  public static void main(String[] arguments) throws Exception {
    Map<String, String> settings = new HashMap<>();
    for (int i = 1; i < arguments.length; i += 2) {
      String[] pair = arguments[i].split("=", 2);
      settings.put(pair[0], pair[1]);
    }
    SisomConfig config = SisomConfig.of(settings);
    ScoringMetrics metrics = new ScoringMetrics(new SimpleMeterRegistry());
    VersionSlot slot = new VersionSlot();
    FrameBatcher batcher =
        new FrameBatcher(
            config.batch().on(config.device().placement()),
            new FrameReader(config.frames()),
            new FrameDecoder(config.frames()),
            slot,
            metrics);
    VersionFollower follower =
        VersionFollower.start(
            new ReferenceTopic(
                config.kafka().consumerProperties(),
                config.topics().references(),
                WriterSchemas.none()),
            config.store(),
            new VersionLoader(
                Placement.on(Device.cpu()),
                slot,
                metrics,
                config.alerts(),
                new ScoreTimes(config.scoring().captureRule(), Clock.systemUTC())));
    if (!follower.awaitFirst(Duration.ofMinutes(1))) {
      throw new IllegalStateException("no reference version");
    }
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(config.topics().frames(), Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
        .process(() -> new Deferring(batcher))
        .to(
            config.topics().scores(),
            Produced.with(Serdes.String(), AvroSerde.of(FrameScore.class)));
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, config.scoring().applicationId());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, config.scoring().guarantee());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, config.scoring().streamThreads());
    properties.put(
        StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, config.scoring().commitInterval().toMillis());
    properties.put(StreamsConfig.STATE_DIR_CONFIG, config.scoring().stateDir());
    properties.put("consumer.auto.offset.reset", "earliest");
    properties.putAll(config.kafka().properties());
    new KafkaStreams(builder.build(), properties).start();
    new CountDownLatch(1).await();
  }

  private static final class Deferring
      extends ContextualProcessor<byte[], byte[], String, FrameScore> {
    private final FrameBatcher batcher;
    private final Queue<CompletableFuture<FrameOutcome>> coming = new ArrayDeque<>();

    Deferring(FrameBatcher batcher) {
      this.batcher = batcher;
    }

    @Override
    public void init(ProcessorContext<String, FrameScore> context) {
      super.init(context);
      context.schedule(HOLD, PunctuationType.WALL_CLOCK_TIME, this::answer);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      try {
        RecordMetadata source = context().recordMetadata().orElseThrow();
        FramePlace place = new FramePlace(source.partition(), source.offset(), record.timestamp());
        coming.add(batcher.submit(record.value(), place));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void answer(long now) {
      while (!coming.isEmpty() && coming.element().isDone()) {
        if (coming.remove().join() instanceof ScoredFrame scored) {
          FrameScore score = scored.score();
          context().forward(new Record<>(score.getSensorId(), score, now));
        }
      }
    }
  }
}
