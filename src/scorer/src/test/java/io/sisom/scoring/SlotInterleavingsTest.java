package io.sisom.scoring;

import io.sisom.scoring.LiveVersionTest.CountingNetwork;
import io.sisom.testkit.Interleavings;
import io.sisom.testkit.LongForm;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Runs small programs under many orders of their steps. Lincheck chooses where a thread stops and
 * another goes on, at each access to shared memory and each lock, so that a fault does not depend
 * on luck, and reports the order that led to it.
 */
@Tag("interleavings")
class SlotInterleavingsTest {
  private static final int ORDERS = LongForm.of(100, 10_000);

  private static final CountingNetwork FIRST = new CountingNetwork();
  private static final CountingNetwork SECOND = new CountingNetwork();
  private static final LiveVersion ONE = LiveVersionTest.live(1, FIRST);
  private static final LiveVersion TWO = LiveVersionTest.live(2, SECOND);

  @Test
  void noVersionIsFreedWhileABatchUsesIt() {
    Interleavings.check(
        ORDERS,
        () -> {
          VersionSlot slot = opened();
          AtomicInteger run = new AtomicInteger();
          AtomicInteger freed = new AtomicInteger();
          Thread batches = new Thread(() -> useTwice(slot, run, freed));
          batches.start();
          slot.swap(TWO);
          join(batches);
          require(run.get() == 2, "both batches ran");
          require(freed.get() == 0, "neither met a version that was freed");
          require(FIRST.closed == 1, "the version that was replaced is freed once");
          require(SECOND.closed == 0, "the version in use is not freed");
        });
  }

  /** Borrowed by one thread and given back by another, as batches under way are. */
  @Test
  void noVersionIsFreedBeforeAnotherThreadGaveItBack() {
    Interleavings.check(
        ORDERS,
        () -> {
          VersionSlot slot = opened();
          CurrentScorer.Lent lent = slot.borrow();
          AtomicInteger freed = new AtomicInteger();
          Thread finishing =
              new Thread(
                  () -> {
                    freed.set(FIRST.closed);
                    lent.close();
                  });
          finishing.start();
          slot.swap(TWO);
          join(finishing);
          require(freed.get() == 0, "it was not freed while it was lent");
          require(FIRST.closed == 1, "it is freed once");
        });
  }

  @Test
  void eachVersionIsFreedOnceHoweverASwapAndTheEndMeet() {
    Interleavings.check(
        ORDERS,
        () -> {
          VersionSlot slot = opened();
          Thread ending = new Thread(slot::close);
          ending.start();
          slot.swap(TWO);
          join(ending);
          slot.close();
          require(FIRST.closed == 1, "the first version is freed once");
          require(SECOND.closed == 1, "the second version is freed once");
        });
  }

  private static VersionSlot opened() {
    FIRST.closed = 0;
    SECOND.closed = 0;
    VersionSlot slot = new VersionSlot();
    slot.swap(ONE);
    return slot;
  }

  private static void useTwice(VersionSlot slot, AtomicInteger run, AtomicInteger freed) {
    for (int i = 0; i < 2; i++) {
      slot.with(
          version -> {
            CountingNetwork used = version == ONE ? FIRST : SECOND;
            freed.addAndGet(used.closed);
            freed.addAndGet(used.closed);
            return run.incrementAndGet();
          });
    }
  }

  /** AssertJ's own objects are not to be run step by step. */
  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("not so: " + what);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
