package io.sisom.evaluation.al;

import io.sisom.learning.LearningFrames;
import io.sisom.method.Head;
import io.sisom.training.CalibrationSplit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a network is taught: frames of classes, and of foreign ones what the strategy makes of them.
 * As the trainer does, it leaves out what is held out for calibration, of foreign answers too.
 *
 * @param pool the frames are of
 * @param rows of it to learn from
 * @param labels of each a row of {@link #head}; −1: of none, all classes being as likely
 * @param classes rows of the head that are classes
 * @param names of the head's rows
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record Lesson(FramePool pool, int[] rows, int[] labels, int classes, List<String> names)
    implements LearningFrames {
  private static final String NONE = "none of these ";

  /**
   * Of the answers so far.
   *
   * @param baseLabels the model's
   * @param kinds of the foreign answers, 0 and up, one for each of {@link Ledger#junk()}; empty
   *     where nothing is learned from them
   * @param exposed whether foreign frames teach that all classes are as likely, not a kind
   * @param heldOut share of each class that is not learned from
   */
  static Lesson of(
      FramePool pool,
      Ledger ledger,
      List<String> baseLabels,
      int[] kinds,
      boolean exposed,
      double heldOut) {
    List<String> names = new ArrayList<>(baseLabels);
    ledger.discovered().forEach(kind -> names.add(pool.wanted().get(kind)));
    int classes = names.size();
    int[] known = ledger.known();
    int[] junk = kinds.length == 0 ? new int[0] : ledger.junk();
    int rowsOfKinds = Arrays.stream(kinds).map(kind -> kind + 1).max().orElse(0);
    int[] rows = IntStream.concat(Arrays.stream(known), Arrays.stream(junk)).toArray();
    int[] labels =
        IntStream.concat(
                Arrays.stream(known).map(row -> ledger.classOf(row, baseLabels.size())),
                Arrays.stream(kinds).map(kind -> classes + kind))
            .toArray();
    int[] learned =
        CalibrationSplit.of(
                IntStream.range(0, rows.length).toArray(),
                labels,
                classes + rowsOfKinds,
                IntStream.of(rows).mapToObj(pool.ids()::get).toList(),
                heldOut)
            .pool();
    if (!exposed) {
      IntStream.rangeClosed(1, rowsOfKinds).forEach(kind -> names.add(NONE + kind));
    }
    return new Lesson(
        pool,
        IntStream.of(learned).map(i -> rows[i]).toArray(),
        IntStream.of(learned).map(i -> exposed && labels[i] >= classes ? -1 : labels[i]).toArray(),
        classes,
        names);
  }

  /**
   * A head for this lesson: rows of classes as they were, rows of zeros for all that is new. Those
   * of several kinds begin anew, since which kind is which is not the same twice.
   */
  Head head(Head before) {
    int units = before.penultimate();
    float[] weight = new float[names.size() * units];
    float[] bias = new float[names.size()];
    boolean severalKinds = names.size() > classes + 1;
    for (int row = 0; row < bias.length; row++) {
      int old = row >= classes && severalKinds ? -1 : before.labels().indexOf(names.get(row));
      if (old >= 0) {
        System.arraycopy(before.weight(), old * units, weight, row * units, units);
        bias[row] = before.bias()[old];
      }
    }
    return new Head(names, units, weight, bias);
  }

  @Override
  public int size() {
    return rows.length;
  }

  @Override
  public byte[] pixels(int index) {
    return pool.planes().get(rows[index]);
  }

  @Override
  public int label(int index) {
    return labels[index];
  }
}
