package io.sisom.training;

import io.sisom.labeling.SettledLabels;
import io.sisom.method.Head;
import io.sisom.wire.LabelKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Kinds of answers that are no class and have enough frames for a row each. While they are learned
 * they stand behind the classes of a head, under names that no class has.
 *
 * @param kinds in their order
 * @param names of their rows, one for each
 */
record NoneKinds(List<LabelKind> kinds, List<String> names) {

  /** Those with {@code minimum} frames or more, beside the classes of {@code known}. */
  static NoneKinds of(SettledLabels settled, Head known, int minimum) {
    List<LabelKind> kinds = new ArrayList<>();
    settled
        .countNone()
        .forEach(
            (kind, count) -> {
              if (count >= minimum) {
                kinds.add(kind);
              }
            });
    Set<String> taken = new HashSet<>(known.labels());
    taken.addAll(settled.byFrame().values());
    return new NoneKinds(
        List.copyOf(kinds), kinds.stream().map(kind -> free(kind.word(), taken)).toList());
  }

  private static String free(String word, Set<String> taken) {
    String name = "none of these: " + word;
    while (taken.contains(name)) {
      name += "'";
    }
    return name;
  }

  boolean isEmpty() {
    return kinds.isEmpty();
  }

  /** The head with a row of zeros for each kind behind its own. */
  Head extend(Head known) {
    List<String> labels = new ArrayList<>(known.labels());
    labels.addAll(names);
    return new Head(
        labels,
        known.penultimate(),
        Arrays.copyOf(known.weight(), labels.size() * known.penultimate()),
        Arrays.copyOf(known.bias(), labels.size()));
  }

  /** The classes of an extended head. */
  Head classesOf(Head extended) {
    return rows(extended, 0, extended.classes() - kinds.size(), extended.labels());
  }

  /** The kinds' rows of an extended head, labeled with the kinds' words. */
  Head kindsOf(Head extended) {
    int classes = extended.classes() - kinds.size();
    List<String> words = new ArrayList<>(extended.labels().subList(0, classes));
    kinds.forEach(kind -> words.add(kind.word()));
    return rows(extended, classes, extended.classes(), words);
  }

  private static Head rows(Head head, int from, int to, List<String> labels) {
    int units = head.penultimate();
    return new Head(
        labels.subList(from, to),
        units,
        Arrays.copyOfRange(head.weight(), from * units, to * units),
        Arrays.copyOfRange(head.bias(), from, to));
  }

  /** The settled labels in which frames of these kinds have their row's name for a label. */
  SettledLabels join(SettledLabels settled) {
    Map<String, String> labels = new HashMap<>(settled.byFrame());
    settled
        .none()
        .forEach(
            (frameId, kind) -> {
              int row = kinds.indexOf(kind);
              if (row >= 0) {
                labels.put(frameId, names.get(row));
              }
            });
    return new SettledLabels(
            labels, settled.calibration(), settled.conflictFrames(), settled.duplicateFrames())
        .with(settled.captured());
  }

  /** Frames that a version of these kinds looks at, of classes and of kinds. */
  Set<String> frames(SettledLabels settled) {
    return new TreeSet<>(join(settled).byFrame().keySet());
  }

  /** Held-out frames of these kinds, in a split of joined labels under an extended head. */
  List<String> heldOut(PoolSplit split, int classes) {
    return ids(split, row -> split.labels()[row] >= classes);
  }

  /** Held-out frames of classes. */
  List<String> heldOutKnown(PoolSplit split, int classes) {
    return ids(split, row -> split.labels()[row] < classes);
  }

  private static List<String> ids(PoolSplit split, IntPredicate which) {
    return IntStream.of(split.heldOut()).filter(which).mapToObj(split.frameIds()::get).toList();
  }
}
