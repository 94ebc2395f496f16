package io.sisom.recording;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.sisom.recording.OpeningOutcome.NotARecording;
import io.sisom.recording.OpeningOutcome.Opened;
import io.sisom.recording.RecordingEvent.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings are known by their first bytes, and the parts of one are taken in order of time. */
class RecordingsTest {
  @TempDir private Path folder;
  private final Recordings recordings =
      new Recordings(List.of(new OneMessage("AAAA", true), new OneMessage("BBBB", false)));

  @Test
  void aFileIsOpenedByItsFirstBytesWhateverItsName() throws IOException {
    write("x.mcap", "AAAA 5");
    assertThat(recordings.open(folder.resolve("x.mcap"), Position.START))
        .isInstanceOf(Opened.class);
    write("x.db3", "CCCC 5");
    assertThat(recordings.open(folder.resolve("x.db3"), Position.START))
        .isInstanceOf(NotARecording.class);
  }

  @Test
  void whatIsCompressedAsAWholeIsKnownByWhatIsInIt() throws IOException {
    Files.write(folder.resolve("a"), Zstd.compress("AAAA 5".getBytes(US_ASCII)));
    Files.write(folder.resolve("b"), Zstd.compress("BBBB 5".getBytes(US_ASCII)));
    Files.write(folder.resolve("c"), Zstd.compress("CCCC 5".getBytes(US_ASCII)));
    assertThat(recordings.refusal(folder.resolve("a"))).isEmpty();
    assertThat(recordings.refusal(folder.resolve("b")).orElseThrow().reason()).contains("unzstd");
    assertThat(recordings.refusal(folder.resolve("c")).orElseThrow().reason())
        .contains("none of the known");
  }

  @Test
  void whatIsNotThereOrEmptyOrAFolderIsSaidToBe() throws IOException {
    assertThat(recordings.refusal(folder.resolve("x")).orElseThrow().reason()).contains("no such");
    assertThat(recordings.refusal(folder).orElseThrow().reason()).contains("no file");
    write("x", "");
    assertThat(recordings.refusal(folder.resolve("x")).orElseThrow().reason()).contains("empty");
  }

  @Test
  void aFolderWithoutMetadataIsTakenByTheTimesOfFirstMessages() throws IOException {
    write("c", "AAAA 10");
    write("a", "AAAA 30");
    write("b", "BBBB 20");
    write("notes.txt", "by hand");
    RecordingFolder found = RecordingFolder.of(folder, recordings);
    assertThat(names(found)).containsExactly("c", "b", "a");
    assertThat(found.leftOut())
        .extracting(it -> it.file().getFileName().toString())
        .containsExactly("notes.txt");
  }

  @Test
  void aFolderWithMetadataIsTakenAsListedAndWhatIsMissingIsNamed() throws IOException {
    write("b", "AAAA 10");
    write("a.zstd", "AAAA 5");
    write("bad", "CCCC");
    write(
        "metadata.yaml",
        """
        rosbag2_bagfile_information:
          compression_mode: FILE
          compression_format: zstd
          relative_file_paths: [bag/b, a, ../../gone, bad]
        """);
    RecordingFolder found = RecordingFolder.of(folder, recordings);
    assertThat(names(found)).containsExactly("b", "a.zstd");
    assertThat(found.leftOut())
        .extracting(it -> it.file().getFileName().toString())
        .containsExactlyInAnyOrder("gone", "bad");
    assertThat(found.leftOut()).allMatch(it -> it.file().startsWith(folder));
    assertThat(found.remarks()).containsExactly("compression: FILE, zstd");
  }

  @Test
  void metadataThatCannotBeReadAreNamedAndTimeDecides() throws IOException {
    write("b", "AAAA 10");
    write("a", "AAAA 20");
    String deep = "[".repeat(100_000);
    String bomb = "a: &a [x, x]\nb: &b [*a, *a]\nrosbag2_bagfile_information: [*b, *b]";
    for (String yaml : List.of(deep, bomb, "", "\t\0{", "x: 1", "rosbag2_bagfile_information: 7")) {
      write("metadata.yaml", yaml);
      assertThat(names(RecordingFolder.of(folder, recordings))).containsExactly("b", "a");
    }
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private static List<String> names(RecordingFolder folder) {
    return folder.files().stream().map(it -> it.getFileName().toString()).toList();
  }

  /** Files of four letters, a blank and the time of their only message. */
  private record OneMessage(String letters, boolean readsZstd) implements RecordingFormat {
    @Override
    public RecordingKind kind() {
      return RecordingKind.MCAP;
    }

    @Override
    public boolean begins(ByteBuffer head) {
      return US_ASCII.decode(head).toString().startsWith(letters);
    }

    @Override
    public OpeningOutcome open(Path file, Position after) throws IOException {
      long nanos = Long.parseLong(Files.readString(file).substring(5));
      return new OpeningOutcome.Opened(
          new Recording() {
            private boolean read;

            @Override
            public RecordingKind kind() {
              return RecordingKind.MCAP;
            }

            @Override
            public @Nullable RecordingEvent next() {
              if (read) {
                return null;
              }
              read = true;
              Channel channel = new Channel(1, "/t", MessageSchema.NONE, "cdr", Map.of());
              ByteBuffer none = ByteBuffer.allocate(0);
              return new Message(channel, new Position(0, 0), 0, nanos, nanos, none);
            }

            @Override
            public List<String> remarks() {
              return List.of();
            }

            @Override
            public void close() {}
          });
    }
  }
}
