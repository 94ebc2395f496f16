package io.sisom.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Named sets as they are written: {@code NAME=LOCATION}, and further locations after it. */
public final class SetArguments {
  private SetArguments() {}

  /** A set without a name of its own. */
  public static FrameSet single(String name, Role role, List<String> locations, long limit) {
    return new FrameSet(name, role, locations.stream().map(FrameLocation::parse).toList(), limit);
  }

  /**
   * Sets of one role; a location without a name belongs to the set before it, and sets of one name
   * are one set.
   *
   * @throws EvaluationException where the first has no name, or a location is none
   */
  public static List<FrameSet> named(Role role, List<String> arguments, long limit) {
    Map<String, List<FrameLocation>> byName = new LinkedHashMap<>();
    String name = "";
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      int path = argument.indexOf('/');
      boolean named = equals > 0 && (path < 0 || equals < path);
      if (named) {
        name = argument.substring(0, equals);
      } else if (name.isEmpty()) {
        throw new EvaluationException(
            argument + " has no name: expected NAME=FILE, for example mnist=" + argument);
      }
      byName
          .computeIfAbsent(name, n -> new ArrayList<>())
          .add(FrameLocation.parse(named ? argument.substring(equals + 1) : argument));
    }
    return byName.entrySet().stream()
        .map(set -> new FrameSet(set.getKey(), role, set.getValue(), limit))
        .toList();
  }
}
