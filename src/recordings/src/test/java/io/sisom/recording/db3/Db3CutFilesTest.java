package io.sisom.recording.db3;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.recording.Events;
import io.sisom.recording.RecordingEvent.Damage;
import io.sisom.testkit.Shared;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real recordings, cut at many places: each message that is whole in the file is read. */
class Db3CutFilesTest {
  private static final int CUTS = 60;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "db3/rosbag2_message_compression/message_compression_0.db3",
        "db3/rosbag2_message_compression/message_compression_1.db3",
        "db3/ait_images.bag/images.bag_0.db3"
      })
  void everyMessageThatIsWholeInAFileIsRead(String name) throws Exception {
    Path whole = Files.copy(Shared.feed(name), folder.resolve("whole.db3"));
    byte[] bytes = Files.readAllBytes(whole);
    Events all = Events.of(Db3Recording.open(whole));
    assertThat(all.damages()).isEmpty();
    RowPages pages = RowPages.of(whole);
    int topics = pages.topicPages();
    Path cut = folder.resolve("cut.db3");
    for (int i = 0; i <= CUTS; i++) {
      int least = topics * pages.pageBytes();
      int size = least + (int) ((long) (bytes.length - least) * i / CUTS);
      Files.write(cut, Arrays.copyOf(bytes, size));
      long left = size / pages.pageBytes();
      List<Events.Read> expected =
          all.messages().stream().filter(it -> pages.within(it.position().block(), left)).toList();
      Events read = Events.of(Db3Recording.open(cut));
      assertThat(read.texts())
          .as("cut to %d bytes", size)
          .isEqualTo(expected.stream().map(Events.Read::text).toList());
      assertThat(read.damages().stream().map(Damage::kind).anyMatch(Damage.Kind.CUT::equals))
          .isEqualTo(size < bytes.length);
    }
  }
}
