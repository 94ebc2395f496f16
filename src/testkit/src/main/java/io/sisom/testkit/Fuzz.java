package io.sisom.testkit;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Puts many inputs to a reader of foreign bytes. Input {@code i} depends on the seed and {@code i}
 * only, so that one that fails can be made again. An input fails by an exception the reader does
 * not promise, by allocating more than allowed, or by taking more than ten seconds.
 *
 * @param name of the reader, for people
 * @param seed of the inputs; {@code -Dsisom.fuzz.seed} replaces it
 * @param inputs how many
 * @param mostBytes a single input may make the reader allocate on the heap
 */
public record Fuzz(String name, long seed, int inputs, long maxBytes) {
  private static final long STUCK_NANOS = 10_000_000_000L;
  private static final int WARM_UP = 50;

  /** Another seed on request. */
  public Fuzz {
    seed = Long.getLong("sisom.fuzz.seed", seed);
  }

  /** Makes inputs. */
  public interface Inputs<T> {
    /** One input. */
    T make(Random random) throws Exception;
  }

  /** Reads an input; true if it was taken, false if it was refused as promised. */
  public interface Reader<T> {
    /** May throw what the reader does not promise: a finding. */
    boolean takes(T input) throws Throwable;
  }

  /** Runs all inputs; how many were taken. Fails at the first one that fails. */
  public <T> int run(Inputs<T> inputs, Reader<T> reader) throws InterruptedException {
    AtomicInteger at = new AtomicInteger();
    AtomicInteger taken = new AtomicInteger();
    AtomicReference<@Nullable AssertionError> failure = new AtomicReference<>();
    long[] most = new long[1];
    Thread worker =
        new Thread(
            () -> {
              try {
                for (int i = 0; i < inputs(); i++) {
                  at.set(i);
                  if (one(i, inputs, reader, most)) {
                    taken.incrementAndGet();
                  }
                }
              } catch (AssertionError e) {
                failure.set(e);
              }
            },
            "fuzz-" + name);
    worker.setDaemon(true);
    long started = System.nanoTime();
    worker.start();
    watch(worker, at);
    AssertionError failed = failure.get();
    if (failed != null) {
      throw failed;
    }
    System.out.printf(
        Locale.ROOT,
        "fuzz %s: seed %d, %d inputs, %d taken, %d refused, at most %,d bytes allocated, %.1f s%n",
        name,
        seed,
        inputs(),
        taken.get(),
        inputs() - taken.get(),
        most[0],
        (System.nanoTime() - started) / 1e9);
    return taken.get();
  }

  private <T> boolean one(int i, Inputs<T> inputs, Reader<T> reader, long[] most) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try {
      T input = inputs.make(new Random(seed * 1_000_003L + i));
      long before = threads.getCurrentThreadAllocatedBytes();
      boolean taken = reader.takes(input);
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      // The first inputs load classes.
      if (i >= WARM_UP) {
        most[0] = Math.max(most[0], allocated);
        if (allocated > maxBytes) {
          throw new AssertionError(allocated + " bytes allocated, allowed are " + maxBytes);
        }
      }
      return taken;
    } catch (Throwable e) {
      throw new AssertionError("fuzz %s: input %d of seed %d: %s".formatted(name, i, seed, e), e);
    }
  }

  private void watch(Thread worker, AtomicInteger at) throws InterruptedException {
    int last = -1;
    long since = System.nanoTime();
    while (worker.isAlive()) {
      worker.join(100);
      if (at.get() != last) {
        last = at.get();
        since = System.nanoTime();
      } else if (System.nanoTime() - since > STUCK_NANOS) {
        throw new AssertionError(
            "fuzz %s: input %d of seed %d takes over 10 s, now in %s"
                .formatted(name, last, seed, Arrays.toString(worker.getStackTrace())));
      }
    }
  }
}
