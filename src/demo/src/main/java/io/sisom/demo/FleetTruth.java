package io.sisom.demo;

import io.sisom.demo.world.SimulatedFleet;
import io.sisom.demo.world.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the simulator knows of each frame, looked up by the frame's id. */
public final class FleetTruth {
  private static final Pattern FRAME_ID = Pattern.compile("robot-(\\d+)-(\\d+)");

  private final SimulatedFleet fleet;
  private final int ticks;

  /** Of the first {@code frames} of the whole fleet. */
  public FleetTruth(SimulatedFleet fleet, int frames) {
    this.fleet = fleet;
    this.ticks = (frames + fleet.robots() - 1) / fleet.robots();
  }

  /** What is true of a frame. */
  public Truth of(String frameId) {
    return fleet.truth(match(frameId, 1) - 1, tick(frameId));
  }

  /** The frame's number on its robot, from 0. */
  static int tick(String frameId) {
    return match(frameId, 2);
  }

  private static int match(String frameId, int group) {
    Matcher matcher = FRAME_ID.matcher(frameId);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(frameId + " is no frame of the simulated fleet");
    }
    return Integer.parseInt(matcher.group(group));
  }

  /** Every stretch of frames in which a robot sees one and the same novel thing. */
  List<NovelStretch> novelStretches() {
    List<NovelStretch> stretches = new ArrayList<>();
    for (int robot = 0; robot < fleet.robots(); robot++) {
      int from = 0;
      for (int tick = 1; tick <= ticks; tick++) {
        Truth before = fleet.truth(robot, from);
        if (tick == ticks || !fleet.truth(robot, tick).label().equals(before.label())) {
          if (before.novel()) {
            stretches.add(new NovelStretch(fleet.sensorId(robot), before.label(), from, tick - 1));
          }
          from = tick;
        }
      }
    }
    return stretches;
  }

  /**
   * A run of frames with one novel thing.
   *
   * @param from first tick
   * @param to last tick
   */
  record NovelStretch(String sensorId, String label, int from, int to) {
    boolean meets(int first, int last) {
      return first <= to && last >= from;
    }
  }
}
