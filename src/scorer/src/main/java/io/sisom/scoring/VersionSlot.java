package io.sisom.scoring;

import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Holds the version in use. A swap waits for the batch under way, so a batch is scored by one
 * version as a whole, and frees the native memory of the version it replaces.
 */
public final class VersionSlot implements CurrentScorer, AutoCloseable {
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private @Nullable LiveVersion current;

  @Override
  public <R> R with(Function<? super BatchScorer, R> use) {
    lock.readLock().lock();
    try {
      if (current == null) {
        throw new IllegalStateException(
            "no version is active yet: wait for the first before scoring");
      }
      return use.apply(current);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** The active version's number, 0 before the first. */
  public long number() {
    lock.readLock().lock();
    try {
      return current == null ? 0 : current.referenceVersion();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** The active model's version, empty before the first. */
  public String modelVersion() {
    lock.readLock().lock();
    try {
      return current == null ? "" : current.modelVersion();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Takes over {@code next} and closes what it replaces. */
  public void swap(@Nullable LiveVersion next) {
    LiveVersion replaced;
    lock.writeLock().lock();
    try {
      replaced = current;
      current = next;
    } finally {
      lock.writeLock().unlock();
    }
    if (replaced != null) {
      replaced.close();
    }
  }

  @Override
  public void close() {
    swap(null);
  }
}
