package io.sisom.it.crash;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Ids that went in, against ids that came out.
 *
 * @param in how many went in
 * @param out how many came out, doubles and strangers included
 * @param lost went in and never came out
 * @param doubled came out more than once
 * @param strange came out and never went in
 */
record Tally(int in, int out, List<String> lost, List<String> doubled, List<String> strange) {
  static Tally of(Collection<String> in, Collection<String> out) {
    Map<String, Integer> times = new HashMap<>();
    out.forEach(id -> times.merge(id, 1, Integer::sum));
    Map<String, Integer> expected = new HashMap<>();
    in.forEach(id -> expected.merge(id, 1, Integer::sum));
    return new Tally(
        in.size(),
        out.size(),
        expected.keySet().stream().filter(id -> !times.containsKey(id)).sorted().toList(),
        times.keySet().stream().filter(id -> times.getOrDefault(id, 0) > 1).sorted().toList(),
        times.keySet().stream().filter(id -> !expected.containsKey(id)).sorted().toList());
  }

  /** The first few of a list, for people. */
  static String some(List<String> ids) {
    return ids.size() <= 5 ? ids.toString() : ids.subList(0, 5) + " ...";
  }
}
