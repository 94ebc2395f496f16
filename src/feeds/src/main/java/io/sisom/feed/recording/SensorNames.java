package io.sisom.feed.recording;

import io.sisom.text.Names;
import java.util.Optional;

/**
 * Names sensors after topics.
 *
 * @param pattern text in which {@code {robot}} and {@code {topic}} are replaced
 * @param robot the robot's name; may be empty where the pattern does not name it
 */
public record SensorNames(String pattern, String robot) {
  private static final String ROBOT = "{robot}";
  private static final String TOPIC = "{topic}";

  /**
   * Checks the pattern.
   *
   * @throws IllegalArgumentException where it names the robot and there is no name, or has another
   *     word in braces
   */
  public SensorNames {
    if (pattern.contains(ROBOT) && robot.isBlank()) {
      throw new IllegalArgumentException("{robot} needs --robot NAME");
    }
    String rest = pattern.replace(ROBOT, "").replace(TOPIC, "");
    if (rest.contains("{") || rest.contains("}")) {
      throw new IllegalArgumentException("only {robot} and {topic} are known");
    }
  }

  /** Topics alone, after the robot's name where there is one. */
  public static SensorNames plain(String robot) {
    return new SensorNames(robot.isBlank() ? TOPIC : ROBOT + "/" + TOPIC, robot);
  }

  /** The sensor of a topic, which loses its leading slashes; empty where that is no name. */
  public Optional<String> of(String topic) {
    int from = 0;
    while (from < topic.length() && topic.charAt(from) == '/') {
      from++;
    }
    return Names.sensor(pattern.replace(ROBOT, robot).replace(TOPIC, topic.substring(from)));
  }
}
