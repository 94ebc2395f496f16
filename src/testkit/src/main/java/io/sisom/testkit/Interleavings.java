package io.sisom.testkit;

import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.LincheckAssertionError;

/**
 * Runs a small program of several threads under orders of their steps that Lincheck chooses.
 *
 * <p>Lincheck gives an order up after some seconds of the machine's time, and says that it "has
 * hung". On a machine that others use the first orders, within which classes are loaded and
 * instrumented, can take that long. So a run that is said to have hung is begun again; a deadlock
 * hangs each time, and any other failure is told at once.
 */
public final class Interleavings {
  private static final int ATTEMPTS = 3;

  private Interleavings() {}

  /**
   * Runs {@code program} under {@code orders} orders.
   *
   * @throws AssertionError where it fails under one of them, with the order
   */
  public static void check(int orders, Runnable program) {
    for (int attempt = 1; ; attempt++) {
      try {
        Lincheck.runConcurrentTest(orders, program);
        return;
      } catch (LincheckAssertionError e) {
        if (attempt == ATTEMPTS || !String.valueOf(e.getMessage()).contains("has hung")) {
          throw e;
        }
      }
    }
  }
}
