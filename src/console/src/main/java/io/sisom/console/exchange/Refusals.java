package io.sisom.console.exchange;

import io.sisom.text.Unseen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was refused: counted by reason, and the first of it told in full. */
public final class Refusals {
  /** So many are told. */
  public static final int MOST_TOLD = 100;

  private static final int LONGEST = 300;

  private final Map<String, Integer> counts = new TreeMap<>();
  private final List<Told> first = new ArrayList<>();

  /** One of them. */
  public record Told(String frame, String reason, String detail) {}

  /** One more. */
  public void add(String frame, String reason, String detail) {
    counts.merge(reason, 1, Integer::sum);
    if (first.size() < MOST_TOLD) {
      first.add(new Told(brief(frame), reason, brief(detail)));
    }
  }

  private static String brief(String text) {
    return Unseen.escaped(text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...");
  }

  /** How many, by reason. */
  public Map<String, Integer> counts() {
    return new TreeMap<>(counts);
  }

  /** How many. */
  public int total() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** The first, at most {@value #MOST_TOLD}. */
  public List<Told> first() {
    return List.copyOf(first);
  }
}
