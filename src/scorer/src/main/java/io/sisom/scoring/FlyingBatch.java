package io.sisom.scoring;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A batch from when a device takes it until its frames are answered. */
final class FlyingBatch {
  private final List<Pending> frames;
  private final CompletableFuture<Started> started = new CompletableFuture<>();

  /** A frame and who waits for it. */
  record Pending(ReadyFrame frame, CompletableFuture<FrameOutcome> outcome) {}

  private record Started(StartedBatch batch, CurrentScorer.Lent lent) {}

  FlyingBatch(List<Pending> frames) {
    this.frames = frames;
  }

  List<Pending> frames() {
    return frames;
  }

  /** A device is at it; what is lent is given back when the batch is finished. */
  void started(StartedBatch batch, CurrentScorer.Lent lent) {
    started.complete(new Started(batch, lent));
  }

  /** No device is at it. */
  void notStarted(Throwable why) {
    started.completeExceptionally(why);
  }

  /**
   * Waits for it and answers its frames, the last one first: whoever is woken by the first, before
   * which the others may not leave, finds all of them answered.
   */
  void finish() {
    try {
      List<FrameOutcome> outcomes = outcomes(started.join());
      for (int i = frames.size() - 1; i >= 0; i--) {
        frames.get(i).outcome().complete(outcomes.get(i));
      }
    } catch (CompletionException e) {
      fail(e.getCause() == null ? e : e.getCause());
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  private static List<FrameOutcome> outcomes(Started ready) {
    try (CurrentScorer.Lent lent = ready.lent()) {
      return ready.batch().finish();
    }
  }

  private void fail(Throwable why) {
    frames.forEach(pending -> pending.outcome().completeExceptionally(why));
  }
}
