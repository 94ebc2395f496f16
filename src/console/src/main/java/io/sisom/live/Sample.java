package io.sisom.live;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Few of many, spread evenly. */
public final class Sample {
  private Sample() {}

  /**
   * At most {@code most} of a list, in its order: the first, the last, those between them as even
   * as can be, and in any case the one that must be in.
   *
   * @param most 1 or more
   * @param needed the first element it holds for is in
   */
  public static <T> List<T> of(List<T> all, int most, Predicate<T> needed) {
    if (all.size() <= most) {
      return List.copyOf(all);
    }
    TreeSet<Integer> taken = new TreeSet<>();
    for (int i = 0; i < most; i++) {
      taken.add(most == 1 ? 0 : (int) ((long) i * (all.size() - 1) / (most - 1)));
    }
    for (int i = 0; i < all.size(); i++) {
      if (needed.test(all.get(i))) {
        Integer near = taken.floor(i);
        if (near == null || near != i) {
          taken.remove(near == null ? taken.first() : near);
          taken.add(i);
        }
        break;
      }
    }
    List<T> some = new ArrayList<>();
    taken.forEach(i -> some.add(all.get(i)));
    return some;
  }
}
