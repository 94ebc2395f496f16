package io.sisom.evaluation.al;

import io.sisom.network.BundleException;
import io.sisom.network.Placement;
import java.util.Random;

/**
 * Makes lessons of the answers so far. The kinds of foreign answers are those that they cluster
 * into under the network before: one for every {@value #ANSWERS_OF_A_KIND} answers, at most {@value
 * #MAX_KINDS}.
 *
 * @param learner that is to be given them
 * @param pool of the frames
 * @param placement where networks run
 */
record Schooling(Learner learner, FramePool pool, Placement placement) {
  private static final int ANSWERS_OF_A_KIND = 50;
  private static final int MAX_KINDS = 8;

  /** Without what foreign answers teach. */
  Lesson start(Ledger ledger) {
    return lesson(ledger, new int[0], false);
  }

  /** After a cycle. */
  Lesson next(ForeignLesson lesson, Ledger ledger, Learner.Learned before, long chance)
      throws BundleException {
    int answers = ledger.junk().length;
    return switch (lesson) {
      case NOTHING -> start(ledger);
      case NONE -> lesson(ledger, new int[answers], false);
      case EXPOSURE -> lesson(ledger, new int[answers], true);
      case KINDS -> lesson(ledger, kinds(ledger, before, chance), false);
    };
  }

  private Lesson lesson(Ledger ledger, int[] kinds, boolean exposed) {
    return Lesson.of(pool, ledger, learner.baseHead().labels(), kinds, exposed, learner.heldOut());
  }

  private int[] kinds(Ledger ledger, Learner.Learned before, long chance) throws BundleException {
    int[] junk = ledger.junk();
    int count = Math.min(MAX_KINDS, junk.length / ANSWERS_OF_A_KIND);
    if (count < 2) {
      return new int[junk.length];
    }
    try (LearnedNetwork network = new LearnedNetwork(before, placement)) {
      return KMeans.clusters(network.units(pool, junk), count, new Random(chance));
    }
  }
}
