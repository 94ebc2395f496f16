package io.sisom.scoring;

import org.jspecify.annotations.Nullable;

/**
 * Holds the version in use. From a swap on batches are started with the next version; the swap
 * waits for those that were started with the one before, so a batch is scored by one version as a
 * whole, and then frees its native memory.
 */
public final class VersionSlot implements CurrentScorer, AutoCloseable {
  private @Nullable Held current;

  /** A version and how often it is lent; guarded by the slot. */
  private static final class Held {
    private final LiveVersion version;
    private int lent;

    Held(LiveVersion version) {
      this.version = version;
    }
  }

  @Override
  public synchronized Lent borrow() {
    Held held = current;
    if (held == null) {
      throw new IllegalStateException(
          "no version is active yet: wait for the first before scoring");
    }
    held.lent++;
    return new Lent(held.version, () -> giveBack(held));
  }

  private synchronized void giveBack(Held held) {
    held.lent--;
    notifyAll();
  }

  /** The active version's number, 0 before the first. */
  public synchronized long number() {
    return current == null ? 0 : current.version.referenceVersion();
  }

  /** The active model's version, empty before the first. */
  public synchronized String modelVersion() {
    return current == null ? "" : current.version.modelVersion();
  }

  /** Takes over {@code next} and closes what it replaces. */
  public void swap(@Nullable LiveVersion next) {
    Held replaced = exchange(next);
    if (replaced != null) {
      replaced.version.close();
    }
  }

  private synchronized @Nullable Held exchange(@Nullable LiveVersion next) {
    Held replaced = current;
    current = next == null ? null : new Held(next);
    boolean interrupted = false;
    while (replaced != null && replaced.lent > 0) {
      try {
        wait();
      } catch (InterruptedException e) {
        // It is freed all the same, once nothing uses it.
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return replaced;
  }

  @Override
  public void close() {
    swap(null);
  }
}
