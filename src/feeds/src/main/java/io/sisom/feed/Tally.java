package io.sisom.feed;

import io.sisom.text.Unseen;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts by reason, with the names of the first few. */
public final class Tally {
  /** What comes for further reasons: reasons may hold numbers out of a file. */
  private static final String OTHER = "for other reasons";

  private static final int MAX_REASONS = 100;
  private static final int NAMED = 5;

  private final Map<String, Group> groups = new LinkedHashMap<>();

  /**
   * All of one reason.
   *
   * @param count how many
   * @param first the first of them
   */
  public record Group(long count, List<String> first) {
    /** Copies the list. */
    public Group {
      first = List.copyOf(first);
    }

    private Group plus(Group more) {
      List<String> named = new ArrayList<>(first);
      more.first.stream().limit(NAMED - first.size()).forEach(named::add);
      return new Group(count + more.count, named);
    }

    /** The count and the names, what is left out of them as dots. */
    public String words() {
      String names = String.join(", ", first.stream().map(Unseen::escaped).toList());
      return count + " (" + names + (count > first.size() ? ", ..." : "") + ")";
    }
  }

  /** One more. */
  public void add(String reason, String name) {
    merge(reason, new Group(1, List.of(name)));
  }

  private void merge(String reason, Group more) {
    boolean room = groups.containsKey(reason) || groups.size() < MAX_REASONS;
    groups.merge(room ? reason : OTHER, more, Group::plus);
  }

  /** So many more that have no names. */
  public void add(String reason, long count) {
    if (count > 0) {
      merge(reason, new Group(count, List.of()));
    }
  }

  /** All of another. */
  public void addAll(Tally other) {
    other.groups.forEach(this::merge);
  }

  /** By reason, in the order they were met. */
  public Map<String, Group> groups() {
    return new LinkedHashMap<>(groups);
  }

  /** How much for that reason. */
  public long of(String reason) {
    Group group = groups.get(reason);
    return group == null ? 0 : group.count();
  }

  /** The first for that reason by name. */
  public List<String> first(String reason) {
    Group group = groups.get(reason);
    return group == null ? List.of() : group.first();
  }

  /** How much for any reason. */
  public long total() {
    return groups.values().stream().mapToLong(Group::count).sum();
  }
}
