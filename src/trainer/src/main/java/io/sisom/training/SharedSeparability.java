package io.sisom.training;

import io.sisom.method.FloatFeatures;
import io.sisom.method.KnownSet;
import io.sisom.method.Separability;
import io.sisom.reference.KnownFrames;
import io.sisom.reference.ReferenceSet;
import java.util.Collection;
import java.util.stream.IntStream;

/**
 * How well a reference set separates some of its classes (Eq. 10). A class more lies near some of
 * the old ones and raises r_avg, however good the version is; so versions of different classes are
 * compared by those that both have.
 */
final class SharedSeparability {
  private SharedSeparability() {}

  /** r_avg of the known frames with these labels, among themselves; NaN where it has no meaning. */
  static double of(ReferenceSet reference, Collection<String> labels) {
    KnownFrames known = reference.known();
    int classes = reference.head().classes();
    boolean[] shared = new boolean[classes];
    for (int c = 0; c < classes; c++) {
      shared[c] = labels.contains(reference.head().labels().get(c));
    }
    int[] rows = IntStream.range(0, known.size()).filter(r -> shared[known.labels()[r]]).toArray();
    int[] ofRows = IntStream.of(rows).map(r -> known.labels()[r]).toArray();
    if (IntStream.of(ofRows).distinct().count() < 2) {
      return Double.NaN;
    }
    FloatFeatures features = known.features().select(rows);
    return Separability.average(
        Separability.leaveOneOut(
            KnownSet.of(features, ofRows, classes),
            features,
            ofRows,
            IntStream.range(0, rows.length).toArray(),
            reference.rule().outer(),
            done -> {}));
  }
}
