package io.sisom.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.it.rig.DrawnRecording;
import io.sisom.it.rig.RosbagMcap;
import io.sisom.testkit.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The main way of a recording through everything, on a real broker with a real network: feed,
 * score, an episode with pictures in the console, a candidate in the queue, a label, the next
 * reference set, and scores by it. {@link RecordedLoop} says what is held at each step.
 */
class RecordingsToReferenceIT {
  @TempDir private Path dir;

  @Test
  void aDrawnRecordingComesToItsReferenceSet() throws Exception {
    Path drive = Files.write(dir.resolve("drive.mcap"), DrawnRecording.meetingTheUnknown());
    Path next = Files.write(dir.resolve("later.mcap"), DrawnRecording.later(10));
    try (RecordedLoop loop = RecordedLoop.drawn(dir.resolve("loop"))) {
      loop.train();
      loop.feed(drive, "rover", 80);
      loop.requireEpisodesWithPictures("rover/camera/front/compressed");
      loop.label(5, DrawnRecording::isUnknown);
      loop.requireSwapAndScoresBy(next, "rover", 10);
    }
  }

  @Test
  void theRobotCarsRunAndOtherPeoplesMcapComeToTheirReferenceSet() throws Exception {
    Path bundle = Shared.model("resnet20-cifar10");
    Path run = Files.write(dir.resolve("donkeycar.mcap"), robotCar().finished());
    Path explorer = Shared.feed("mcap-images/mcapexplorer_protobuf_png_other_field_numbers.mcap");
    Path rosbag = Shared.feed("mcap-images/rerun_rosbag2_sensor_msgs.mcap");
    Path soccer = Shared.feed("mcap-images/amber_soccer_message_zstd/soccer_goal_12.mcap");
    try (RecordedLoop loop = RecordedLoop.real(dir.resolve("loop"), bundle)) {
      loop.train();
      int frames = loop.feed(run, "donkey", -1);
      assertThat(frames).as("58 s at 20 Hz").isGreaterThan(1_000);
      loop.feed(explorer, "explorer", 30);
      loop.feed(rosbag, "", 2);
      loop.requireEpisodesWithPictures("donkey/camera/image_raw/compressed");
      loop.label(5, frame -> frame.getSensorId().startsWith("donkey/"));
      loop.requireSwapAndScoresBy(soccer, "amber", 2);
    }
  }

  /** The run as a ROS 2 robot would have recorded it, at its own times. */
  private static RosbagMcap robotCar() throws IOException {
    Map<String, Instant> times = RecordedLoop.times(Shared.data("feed/donkeycar-frames.jsonl"));
    RosbagMcap recorder = new RosbagMcap("/camera/image_raw/compressed");
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            Files.newInputStream(Shared.data("feed/donkeycar-160x120.tar")))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Instant at = times.get(entry.getName());
        if (at != null) {
          recorder.add(at, tar.readAllBytes());
        }
      }
    }
    return recorder;
  }
}
