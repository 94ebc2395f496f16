package io.sisom.scoring;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * What a method has opened for somebody else and not handed over yet. Closing it closes all of
 * that, the latest first; after {@link #handOver} whoever has it closes it.
 */
final class Custody implements AutoCloseable {
  private final Deque<Runnable> held = new ArrayDeque<>();

  /** Holds one more; {@code closing} closes it. */
  <T> T hold(T opened, Consumer<? super T> closing) {
    held.push(() -> closing.accept(opened));
    return opened;
  }

  /** The new owner closes everything from now on. */
  void handOver() {
    held.clear();
  }

  /** Closes all, even where closing one of them fails. */
  @Override
  public void close() {
    if (held.isEmpty()) {
      return;
    }
    Runnable latest = held.pop();
    try {
      latest.run();
    } finally {
      close();
    }
  }
}
