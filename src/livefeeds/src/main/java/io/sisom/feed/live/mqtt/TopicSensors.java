package io.sisom.feed.live.mqtt;

import io.sisom.text.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Names sensors after MQTT topics: {@code {1}} is what the first wildcard of the filter stands for,
 * {@code {2}} the second, {@code {topic}} the whole topic, {@code {robot}} the robot's name.
 *
 * @param filter with {@code +} for one level and {@code #} for all that follow
 * @param pattern text in which words in braces are replaced
 * @param robot may be empty where the pattern does not name it
 */
public record TopicSensors(String filter, String pattern, String robot) {
  private static final Pattern WORD = Pattern.compile("\\{([^{}]*)}");

  /**
   * Checks filter and pattern.
   *
   * @throws IllegalArgumentException where the filter is none, or the pattern has another word in
   *     braces
   */
  public TopicSensors {
    int wildcards = wildcards(filter);
    for (MatchResult word : WORD.matcher(pattern).results().toList()) {
      String name = word.group(1);
      boolean known =
          name.equals("topic")
              || (name.equals("robot") && !robot.isBlank())
              || (name.matches("[1-9]") && Integer.parseInt(name) <= wildcards);
      if (!known) {
        throw new IllegalArgumentException(
            "{"
                + name
                + "} is not known: there are {topic}, {robot} with --robot, and {1} to {"
                + wildcards
                + "} for the wildcards of "
                + filter);
      }
    }
  }

  private static int wildcards(String filter) {
    String[] levels = filter.split("/", -1);
    int count = 0;
    for (int i = 0; i < levels.length; i++) {
      boolean many = levels[i].equals("#");
      boolean one = levels[i].equals("+");
      boolean plain = !levels[i].contains("#") && !levels[i].contains("+");
      if (!(one || plain || (many && i == levels.length - 1))) {
        throw new IllegalArgumentException(
            "a wildcard has its level to itself, and # is the last: " + filter);
      }
      count += one || many ? 1 : 0;
    }
    return count;
  }

  /** What the filter's wildcards stand for in a topic; empty where it does not match. */
  Optional<List<String>> match(String topic) {
    String[] asked = filter.split("/", -1);
    String[] levels = topic.split("/", -1);
    List<String> found = new ArrayList<>();
    for (int i = 0; i < asked.length; i++) {
      if (asked[i].equals("#")) {
        found.add(
            String.join("/", List.of(levels).subList(Math.min(i, levels.length), levels.length)));
        return Optional.of(found);
      }
      if (i >= levels.length || !(asked[i].equals("+") || asked[i].equals(levels[i]))) {
        return Optional.empty();
      }
      if (asked[i].equals("+")) {
        found.add(levels[i]);
      }
    }
    return levels.length == asked.length ? Optional.of(found) : Optional.empty();
  }

  /** The sensor of a topic that matches with those wildcards; empty where that is no name. */
  Optional<String> sensor(String topic, List<String> wildcards) {
    String name =
        WORD.matcher(pattern)
            .replaceAll(
                word ->
                    java.util.regex.Matcher.quoteReplacement(
                        switch (word.group(1)) {
                          case "topic" -> topic;
                          case "robot" -> robot;
                          default -> wildcards.get(Integer.parseInt(word.group(1)) - 1);
                        }));
    return Names.sensor(name);
  }
}
