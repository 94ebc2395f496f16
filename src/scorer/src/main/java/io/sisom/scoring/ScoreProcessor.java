package io.sisom.scoring;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a frame's score and forwards it before {@code process} returns, so that the offset
 * never runs ahead of the answer. What it forwards bears the time of the frame's arrival. A record
 * without a prefetched score is scored on the spot, which is slow and told once.
 */
final class ScoreProcessor extends ContextualProcessor<byte[], byte[], byte[], Answered> {
  private static final Logger log = LoggerFactory.getLogger(ScoreProcessor.class);

  private final FrameBatcher batcher;
  private final Duration timeout;
  private final Duration commitSoon;
  private @Nullable CommitRequests commits;
  private boolean warned;

  /**
   * A processor.
   *
   * @param timeout how long a score may take
   * @param commitSoon time between commits while no frame waits for room
   */
  ScoreProcessor(FrameBatcher batcher, Duration timeout, Duration commitSoon) {
    this.batcher = batcher;
    this.timeout = timeout;
    this.commitSoon = commitSoon;
  }

  @Override
  public void init(ProcessorContext<byte[], Answered> context) {
    super.init(context);
    commits = new CommitRequests(context, commitSoon);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    try {
      PrefetchHeader prefetched = prefetched(record);
      FrameOutcome outcome = prefetched.outcome().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      context()
          .forward(
              new Record<>(
                  record.key(), new Answered(record.value(), outcome), prefetched.arrivedAt()));
      Objects.requireNonNull(commits).answered(prefetched.behind());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ScoringFailure("interrupted while waiting for a score", e);
    } catch (TimeoutException e) {
      throw stuck(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof TimeoutException late
          ? stuck(late)
          : new ScoringFailure("the device failed: " + e.getMessage(), e);
    }
  }

  private ScoringFailure stuck(TimeoutException late) {
    return new ScoringFailure(
        "no score within scoring.timeout.ms = " + timeout.toMillis() + ": the device is stuck",
        late);
  }

  private FramePlace place(Record<byte[], byte[]> record) {
    warnOfNoPrefetch();
    RecordMetadata source =
        context()
            .recordMetadata()
            .orElseThrow(() -> new IllegalStateException("a frame came from no topic"));
    return new FramePlace(source.partition(), source.offset(), record.timestamp());
  }

  private void warnOfNoPrefetch() {
    if (!warned) {
      log.atWarn().log("a frame came without a prefetched score; such are scored one by one");
      warned = true;
    }
  }

  private PrefetchHeader prefetched(Record<byte[], byte[]> record) throws InterruptedException {
    Header header = record.headers().lastHeader(PrefetchHeader.KEY);
    return header instanceof PrefetchHeader prefetched
        ? prefetched
        : new PrefetchHeader(batcher.submit(record.value(), place(record)), record.timestamp());
  }
}
