package io.sisom.scoring;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Batches that one device has under way, in the order they were started.
 *
 * @param <B> a batch
 */
final class ScoringFlight<B> {
  private final Deque<Begun<B>> flying = new ArrayDeque<>();
  private boolean ended;

  private record Begun<B>(B batch, boolean handed, long since) {}

  /** Waits until fewer than {@code most} are under way. */
  synchronized void awaitRoom(int most) throws InterruptedException {
    while (flying.size() >= most) {
      wait();
    }
  }

  /**
   * One more is under way.
   *
   * @param handed whether {@link #takeOldest} gives it
   * @param since System.nanoTime
   */
  synchronized void begin(B batch, boolean handed, long since) {
    flying.add(new Begun<>(batch, handed, since));
    notifyAll();
  }

  /** No more will begin. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /**
   * Waits for the oldest that was handed on; it stays under way until it is {@link #done}.
   *
   * @return null where there is none and none will be
   */
  synchronized @Nullable B takeOldest() throws InterruptedException {
    while (!ended && (flying.isEmpty() || !flying.element().handed())) {
      wait();
    }
    return flying.isEmpty() ? null : flying.element().batch();
  }

  /** The oldest is done. */
  synchronized void done() {
    flying.remove();
    notifyAll();
  }

  /** System.nanoTime when the oldest began; empty where none is under way. */
  synchronized OptionalLong oldestSince() {
    return flying.isEmpty() ? OptionalLong.empty() : OptionalLong.of(flying.element().since());
  }
}
