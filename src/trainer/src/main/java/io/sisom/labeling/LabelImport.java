package io.sisom.labeling;

import io.sisom.feed.Findings;
import io.sisom.feed.MessagePublisher;
import io.sisom.feed.Pace;
import io.sisom.feed.Published;
import io.sisom.schema.LabeledFrame;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.LabelKey;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

/**
 * Publishes labeled frames into the pool. What the pool holds under another id, as earlier versions
 * named frames, keeps that id; so the same import twice changes nothing.
 */
public final class LabelImport {
  private final AvroCodec<LabeledFrame> codec = AvroCodec.of(LabeledFrame.class);
  private final MessagePublisher publisher;

  /** Over a publisher to the label topic. */
  public LabelImport(MessagePublisher publisher) {
    this.publisher = publisher;
  }

  /**
   * How it went.
   *
   * @param published what was sent
   * @param findings what was not, and why
   */
  public record Report(Published published, Findings findings) {
    /** Whether all that was meant to be labeled frames is in the pool. */
    public boolean complete() {
      return published.complete() && findings.refused().total() == 0;
    }
  }

  /**
   * Sends every labeled frame that the pool lacks, as fast as they go.
   *
   * @param sources opens the same source each time; it is read through twice
   * @param pool what the pool holds
   * @param replace whether another label of the same annotator gives way
   */
  public Report publish(Supplier<LabelSource> sources, Collection<Answer> pool, boolean replace) {
    ImportPlan plan;
    try (LabelSource source = sources.get()) {
      plan = ImportPlan.of(source, pool, replace);
    }
    try (LabelSource source = sources.get()) {
      Published published =
          publisher.publish(
              new Chosen(source, plan),
              labeled -> {
                String frameId = labeled.getFrame().getFrameId();
                return new MessagePublisher.Message(
                    frameId, LabelKey.of(labeled), codec.encode(labeled));
              },
              Pace.of(0));
      return new Report(published, plan.findings());
    }
  }

  /** Of a source what is planned. */
  private static final class Chosen implements Iterator<LabeledFrame> {
    private final LabelSource source;
    private final ImportPlan plan;
    private final Deque<LabeledFrame> ahead = new ArrayDeque<>();

    Chosen(LabelSource source, ImportPlan plan) {
      this.source = source;
      this.plan = plan;
    }

    @Override
    public boolean hasNext() {
      while (ahead.isEmpty() && source.hasNext()) {
        ahead.addAll(plan.send(source.next()));
      }
      return !ahead.isEmpty();
    }

    @Override
    public LabeledFrame next() {
      if (!hasNext()) {
        throw new NoSuchElementException("no further labeled frame");
      }
      return ahead.remove();
    }
  }
}
