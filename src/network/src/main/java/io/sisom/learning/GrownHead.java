package io.sisom.learning;

import io.sisom.method.Head;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** A head with rows for labels it did not have. */
public final class GrownHead {
  private GrownHead() {}

  /**
   * The head with a row of zeros for each label that is new, after the old rows, in alphabetical
   * order; the same head where none is.
   */
  public static Head of(Head head, Collection<String> labels) {
    List<String> added =
        labels.stream()
            .filter(label -> !head.labels().contains(label))
            .distinct()
            .sorted()
            .toList();
    if (added.isEmpty()) {
      return head;
    }
    List<String> all = new ArrayList<>(head.labels());
    all.addAll(added);
    return new Head(
        all,
        head.penultimate(),
        Arrays.copyOf(head.weight(), all.size() * head.penultimate()),
        Arrays.copyOf(head.bias(), all.size()));
  }
}
