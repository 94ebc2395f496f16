package io.sisom.it.rig;

import io.sisom.demo.world.LabeledFrames;
import io.sisom.demo.world.ObjectKind;
import io.sisom.demo.world.SimulatedFleet;
import io.sisom.demo.world.WorldConfig;
import io.sisom.schema.SensorFrame;
import io.sisom.setting.Settings;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Recordings of the demo's world, so that a whole run needs nothing from outside. */
public final class DrawnRecording {
  /** Where its pictures are. */
  public static final String TOPIC = "/camera/front/compressed";

  private static final Instant IN_2016 = Instant.parse("2016-05-04T12:00:00Z");
  private static final Duration STEP = Duration.ofMillis(100);
  private static final int HALF = 40;

  private DrawnRecording() {}

  /** As many frames of known kinds as of one that no label names, ten a second. */
  public static byte[] meetingTheUnknown() {
    RosbagMcap recorder = new RosbagMcap(TOPIC);
    List<ObjectKind> unknown = ObjectKind.unknownKinds().subList(0, 1);
    add(recorder, new LabeledFrames(41, "truth", IN_2016), IN_2016, HALF);
    Instant then = IN_2016.plus(STEP.multipliedBy(HALF));
    add(recorder, new LabeledFrames(42, "truth", then, unknown), then, HALF);
    return recorder.finished();
  }

  /** Whether a frame of that shows what no label names. */
  public static boolean isUnknown(SensorFrame frame) {
    return !frame.getCapturedAt().isBefore(IN_2016.plus(STEP.multipliedBy(HALF)));
  }

  /** Frames of known kinds a minute later. */
  public static byte[] later(int frames) {
    RosbagMcap recorder = new RosbagMcap(TOPIC);
    Instant then = IN_2016.plusSeconds(60);
    add(recorder, new LabeledFrames(43, "truth", then), then, frames);
    return recorder.finished();
  }

  /** A robot's drive as the demo's robots see it, with whatever it meets. */
  public static byte[] drive(int frames) {
    RosbagMcap recorder = new RosbagMcap(TOPIC);
    SimulatedFleet fleet = new SimulatedFleet(11, 1, Settings.defaults(WorldConfig.class), IN_2016);
    for (int tick = 0; tick < frames; tick++) {
      SensorFrame frame = fleet.frame(0, tick).frame();
      recorder.add(frame.getCapturedAt(), content(frame));
    }
    return recorder.finished();
  }

  private static void add(RosbagMcap recorder, LabeledFrames world, Instant from, int frames) {
    for (int i = 0; i < frames; i++) {
      recorder.add(from.plus(STEP.multipliedBy(i)), content(world.frame(i).getFrame()));
    }
  }

  private static byte[] content(SensorFrame frame) {
    ByteBuffer content = frame.getContent().duplicate();
    byte[] bytes = new byte[content.remaining()];
    content.get(bytes);
    return bytes;
  }
}
