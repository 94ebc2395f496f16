package io.sisom.queue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Which share of the frames handed out last one sensor, or one predicted class, may have. Begins
 * anew with every start.
 */
final class Quota {
  private final int window;
  private final int ofSensor;
  private final int ofClass;
  private final Deque<Group> last = new ArrayDeque<>();
  private final Map<String, Integer> sensors = new HashMap<>();
  private final Map<String, Integer> classes = new HashMap<>();

  Quota(QueueConfig config) {
    this.window = config.quotaWindow();
    this.ofSensor = (int) Math.ceil(config.quotaSensor() * window);
    this.ofClass = (int) Math.ceil(config.quotaClass() * window);
  }

  /** Whether one more of this group stays within both shares. */
  boolean allows(Group group) {
    return sensors.getOrDefault(group.sensorId(), 0) < ofSensor
        && classes.getOrDefault(group.predicted(), 0) < ofClass;
  }

  void handedOut(Group group) {
    last.addLast(group);
    sensors.merge(group.sensorId(), 1, Integer::sum);
    classes.merge(group.predicted(), 1, Integer::sum);
    if (last.size() > window) {
      Group first = last.removeFirst();
      sensors.merge(first.sensorId(), -1, Quota::sumOrNone);
      classes.merge(first.predicted(), -1, Quota::sumOrNone);
    }
  }

  @SuppressWarnings("NullAway") // null tells merge to take the key out
  private static Integer sumOrNone(Integer a, Integer b) {
    return a + b == 0 ? null : a + b;
  }
}
