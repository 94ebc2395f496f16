package io.sisom.it.rig;

import io.micrometer.core.instrument.MeterRegistry;
import io.sisom.cli.config.SisomConfig;
import io.sisom.frame.FrameDecoder;
import io.sisom.frame.FrameReader;
import io.sisom.method.FrameShape;
import io.sisom.scorer.ScorerConfig;
import io.sisom.scoring.BatchScorer;
import io.sisom.scoring.CurrentScorer;
import io.sisom.scoring.FrameBatcher;
import io.sisom.scoring.FrameOutcome;
import io.sisom.scoring.FramesByPlace;
import io.sisom.scoring.ReadyFrame;
import io.sisom.scoring.ScoreTimes;
import io.sisom.scoring.ScoringApp;
import io.sisom.scoring.ScoringMetrics;
import io.sisom.scoring.ScoringTopology;
import io.sisom.scoring.VersionLoader;
import io.sisom.scoring.VersionSlot;
import io.sisom.version.ReferenceTopic;
import io.sisom.version.VersionFollower;
import io.sisom.wire.WriterSchemas;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.KafkaStreams;

/** A scorer whose network takes its time over every frame, and scores like any other. */
public final class SlowScorer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final VersionSlot slot = new VersionSlot();
  private final VersionFollower follower;
  private final FrameBatcher batcher;
  private final FramesByPlace frames;
  private final ScoringApp app;

  private SlowScorer(SisomConfig all, MeterRegistry registry, Duration aFrame)
      throws InterruptedException {
    ScorerConfig config = all.forScorer();
    ScoringMetrics metrics = new ScoringMetrics(registry);
    FrameReader reader = new FrameReader(config.frames());
    frames =
        new FramesByPlace(config.kafka().consumerProperties(), config.topics().frames(), reader);
    batcher =
        new FrameBatcher(
            config.batch().on(config.device().placement()),
            reader,
            new FrameDecoder(config.frames()),
            new Slowed(slot, aFrame),
            metrics);
    follower =
        VersionFollower.start(
            new ReferenceTopic(
                config.kafka().consumerProperties(),
                config.topics().references(),
                WriterSchemas.none()),
            config.store(),
            new VersionLoader(
                config.device().placement(),
                slot,
                metrics,
                config.alerts(),
                new ScoreTimes(config.scoring().captureRule(), Clock.systemUTC())));
    if (!follower.awaitFirst(PATIENCE)) {
      throw new IllegalStateException("no version came");
    }
    ScoringTopology topology =
        new ScoringTopology(
            config.topics(),
            config.scoring(),
            config.alerts(),
            config.candidates(),
            batcher,
            frames,
            metrics,
            registry);
    app =
        ScoringApp.start(
            topology,
            config.scoring(),
            config.topics().frames(),
            batcher,
            config.kafka().properties(),
            registry);
  }

  /** Starts one with the rig's settings. */
  public static SlowScorer start(ScoringRig rig, MeterRegistry registry, Duration aFrame)
      throws InterruptedException {
    return new SlowScorer(rig.config(), registry, aFrame);
  }

  /** Whether it still scores. */
  public boolean isRunning() {
    return app.state() == KafkaStreams.State.RUNNING;
  }

  @Override
  public void close() throws InterruptedException {
    app.close();
    frames.close();
    follower.close();
    batcher.close();
    slot.close();
  }

  private record Slowed(CurrentScorer scorers, Duration aFrame) implements CurrentScorer {
    @Override
    public Lent borrow() {
      Lent lent = scorers.borrow();
      return new Lent(new SlowedScorer(lent.scorer(), aFrame), lent.giveBack());
    }
  }

  private record SlowedScorer(BatchScorer scorer, Duration aFrame) implements BatchScorer {
    @Override
    public FrameShape input() {
      return scorer.input();
    }

    @Override
    public List<FrameOutcome> score(List<ReadyFrame> frames, ScoringMetrics metrics) {
      try {
        Thread.sleep(aFrame.toMillis() * frames.size());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return scorer.score(frames, metrics);
    }
  }
}
