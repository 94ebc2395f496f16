package io.sisom.method;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Where each tap's units stand in a row of taps (Eq. 2): contiguous, in order, from unit 0.
 *
 * @param taps at least one, names distinct
 */
public record TapLayout(List<Tap> taps) {
  /**
   * One layer of the network, averaged over its spatial positions.
   *
   * @param name of the layer, as in the model bundle
   * @param offset of its first unit in the row
   * @param width units, 1 or more
   */
  public record Tap(String name, int offset, int width) {}

  /** Throws {@link IllegalArgumentException} where taps overlap, leave a gap or share a name. */
  public TapLayout {
    taps = List.copyOf(taps);
    if (taps.isEmpty()) {
      throw new IllegalArgumentException("taps: there are none; a model needs at least one");
    }
    Set<String> names = new HashSet<>();
    int next = 0;
    for (Tap tap : taps) {
      if (!names.add(tap.name())) {
        throw new IllegalArgumentException("taps: two are named " + tap.name());
      }
      if (tap.offset() != next || tap.width() < 1) {
        throw new IllegalArgumentException(
            "taps: " + tap + " must start at unit " + next + " and be 1 or more wide");
      }
      next = Math.addExact(next, tap.width());
    }
  }

  /** Units of all taps together. */
  public int width() {
    Tap last = taps.get(taps.size() - 1);
    return last.offset() + last.width();
  }

  /** Names in order. */
  public List<String> names() {
    return taps.stream().map(Tap::name).toList();
  }
}
