package io.sisom.recording.db3;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.sisom.recording.Channel;
import io.sisom.recording.Events;
import io.sisom.recording.Position;
import io.sisom.recording.RecordingEvent.Damage.Kind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases of any version of rosbag2 are read, and strangers' ones do no harm. */
class Db3RecordingTest {
  @TempDir private Path folder;
  private Db3File file = new Db3File(Path.of(""));

  @BeforeEach
  void inAFolderWithAnAwkwardName() throws IOException {
    file = new Db3File(Files.createDirectory(folder.resolve("a b?c#d%41")).resolve("x"));
  }

  @Test
  void theOldestColumnsSuffice() throws Exception {
    file.topics().message(1, 5, "a").message(2, 6, "b");
    Events read = read();
    assertThat(texts(read)).containsExactly("a", "b");
    assertThat(read.damages()).isEmpty();
    Channel channel = read.messages().get(0).channel();
    assertThat(channel.encoding()).isEqualTo("cdr");
    assertThat(channel.schema().type()).isEqualTo("pkg/msg/A");
    assertThat(read.positions()).containsExactly(new Position(1, 0), new Position(2, 0));
    assertThat(read.messages().get(1).logNanos()).isEqualTo(6);
  }

  @Test
  void laterColumnsAndDescriptionsAreKept() throws Exception {
    file.topics()
        .run(
            "ALTER TABLE topics ADD COLUMN offered_qos_profiles TEXT DEFAULT 'qos'",
            "ALTER TABLE topics ADD COLUMN type_description_hash TEXT DEFAULT 'RIHS01'",
            "CREATE TABLE message_definitions(id INTEGER PRIMARY KEY, topic_type TEXT,"
                + " encoding TEXT, encoded_message_definition TEXT, type_description_hash TEXT)",
            "INSERT INTO message_definitions VALUES (1, 'pkg/msg/A', 'ros2msg', 'int32 a', 'h')")
        .message(1, 5, "a");
    Channel channel = read().messages().get(0).channel();
    assertThat(channel.metadata())
        .containsEntry("offered_qos_profiles", "qos")
        .containsEntry("type_description_hash", "RIHS01");
    assertThat(channel.schema().encoding()).isEqualTo("ros2msg");
    assertThat(StandardCharsets.UTF_8.decode(channel.schema().definition().duplicate()).toString())
        .isEqualTo("int32 a");
  }

  @Test
  void messagesAreInOrderOfTimeThenOfNumber() throws Exception {
    file.topics().message(1, 30, "d").message(2, 10, "a").message(3, 20, "b").message(4, 20, "c");
    Events read = read();
    assertThat(texts(read)).containsExactly("a", "b", "c", "d");
    assertThat(read.positions()).isSorted().doesNotHaveDuplicates();
    resumesAnywhere(read);
  }

  @Test
  void readingGoesOnAfterAnyMessage() throws Exception {
    file.topics().message(0, 1, "a").message(7, 1, "b").message(8, 2, "c");
    Events read = read();
    assertThat(texts(read)).containsExactly("a", "b", "c");
    resumesAnywhere(read);
  }

  @Test
  void numbersAndTimesBelowZeroAreRead() throws Exception {
    file.topics().message(-7, -1, "a").message(Long.MAX_VALUE, Long.MAX_VALUE, "b");
    Events read = read();
    assertThat(texts(read)).containsExactly("a", "b");
    resumesAnywhere(read);
  }

  @Test
  void messagesThatAreCompressedOneByOneAreRead() throws Exception {
    file.topics().message(1, 1, Zstd.compress(Db3File.payload("a")));
    byte[] cut = Zstd.compress(Db3File.payload("abcdefghijklmnopqrstuvwxyz"));
    file.message(2, 2, Arrays.copyOf(cut, cut.length - 9)).message(3, 3, "c");
    Events read = read();
    assertThat(texts(read)).containsExactly("a", "c");
    assertThat(read.kinds()).containsExactly(Kind.CORRUPT);
    assertThat(read.damages().get(0).position()).isEqualTo(new Position(2, 0));
  }

  @Test
  void aFileThatIsCompressedAsAWholeIsReadAndLeavesNothingBehind() throws Exception {
    file.topics().message(1, 1, "a");
    Path compressed = file.compressed();
    long before = temporaries();
    Db3Recording recording = Db3Recording.open(compressed);
    assertThat(temporaries()).isEqualTo(before + 1);
    assertThat(texts(Events.of(recording))).containsExactly("a");
    assertThat(temporaries()).isEqualTo(before);
  }

  @Test
  void aCompressedFileThatUnpacksToMoreThanIsAllowedIsRefused() throws Exception {
    file.topics().message(1, 1, new byte[1 << 20]);
    Path compressed = file.compressed();
    Events read = Events.of(Db3Recording.open(compressed, Position.START, 100_000));
    assertThat(read.damages().get(0).reason()).contains("100,000");
  }

  @Test
  void theRowsOfADatabaseThatIsCutAreReadWhereverItsTreeLay() throws Exception {
    file.topics();
    for (int i = 1; i <= 300; i++) {
      file.message(i, i, "message " + i + " ".repeat(300));
    }
    RowPages pages = RowPages.of(file.path());
    long size = Files.size(file.path());
    long whole = size / 1024 * 2 / 3;
    cutTo((int) whole * 1024 + 500);
    Events read = read();
    assertThat(texts(read).stream().map(String::strip))
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, 300)
                .filter(it -> pages.within(it, whole))
                .mapToObj(it -> "message " + it)
                .toList())
        .hasSizeGreaterThan(150);
    assertThat(read.kinds()).containsExactly(Kind.CUT, Kind.CORRUPT);
    assertThat(read.damages().get(0).reason()).contains("cut");
    assertThat(read.damages().get(1).reason()).contains("page by page");
    resumesAnywhere(read);
  }

  @Test
  void aMessageThatCannotBeReadCostsNoOther() throws Exception {
    file.topics();
    for (int i = 1; i <= 9; i++) {
      file.message(i, i, i + " ".repeat(5000));
    }
    RowPages pages = RowPages.of(file.path());
    int beginning = Collections.min(pages.pagesOf(4L));
    try (RandomAccessFile raw = new RandomAccessFile(file.path().toFile(), "rw")) {
      raw.seek(beginning * 1024L);
      raw.write(new byte[1024]);
    }
    Events read = read();
    assertThat(read.kinds()).containsExactly(Kind.CORRUPT);
    assertThat(texts(read)).hasSize(8);
  }

  @Test
  void whatLiesInAPageThatIsNotWholeIsNotFilledWithZeros() throws Exception {
    file.topics().message(1, 1, "a").message(2, 2, "b".repeat(5000));
    cutTo((int) Files.size(file.path()) - 10);
    Events read = read();
    assertThat(texts(read)).containsExactly("a");
    assertThat(read.kinds()).containsExactly(Kind.CUT, Kind.CORRUPT);
    assertThat(read.damages().get(1).position()).isEqualTo(new Position(2, 0));
  }

  @Test
  void missingRowsAreNamedWithTheirNumbers() throws Exception {
    file.topics();
    for (int i = 1; i <= 60; i++) {
      file.message(i, i, "message " + i + " ".repeat(300));
    }
    RowPages pages = RowPages.of(file.path());
    int leaf = Collections.min(pages.pagesOf(30L));
    List<Long> lost =
        pages.byRow().keySet().stream()
            .filter(it -> pages.pagesOf(it).contains(leaf))
            .sorted()
            .toList();
    try (RandomAccessFile raw = new RandomAccessFile(file.path().toFile(), "rw")) {
      raw.seek((leaf - 1) * 1024L);
      raw.write(new byte[1024]);
    }
    Events read = read();
    assertThat(read.damages().get(1).reason())
        .contains("rows %d to %d".formatted(lost.get(0), lost.get(lost.size() - 1)));
    assertThat(read.damages().get(1).position()).isEqualTo(new Position(lost.get(0), 0));
  }

  @Test
  void aDamagedPageCostsItsRowsOnly() throws Exception {
    file.topics();
    for (int i = 1; i <= 200; i++) {
      file.message(i, i, "message " + i + " ".repeat(300));
    }
    try (RandomAccessFile raw = new RandomAccessFile(file.path().toFile(), "rw")) {
      raw.seek(raw.length() / 2 / 1024 * 1024);
      raw.write(new byte[1024]);
    }
    Events read = read();
    assertThat(read.messages().size()).isBetween(190, 199);
    assertThat(read.kinds()).contains(Kind.CORRUPT);
  }

  @Test
  void aLogOrAJournalBesideTheFileIsNamed() throws Exception {
    file.topics().message(1, 1, "a");
    Files.write(file.path().resolveSibling("x-wal"), new byte[100]);
    Files.write(file.path().resolveSibling("x-journal"), new byte[] {1});
    Events read = read();
    assertThat(texts(read)).containsExactly("a");
    assertThat(read.kinds()).containsExactly(Kind.CUT, Kind.CUT);
    assertThat(read.damages().get(0).reason()).contains("-wal");
  }

  @Test
  void aFileThatAnotherProgramWritesToIsNamedAndReadNevertheless() throws Exception {
    file.topics().message(1, 1, "a");
    Path classes =
        Path.of(LockHolder.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classes.toString(),
                LockHolder.class.getName(),
                file.path().toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(holder.inputReader().readLine()).isEqualTo("true");
      Events read = read();
      assertThat(texts(read)).containsExactly("a");
      assertThat(read.damages().get(0).reason()).contains("another program is writing");
    } finally {
      holder.destroy();
      holder.waitFor();
    }
    assertThat(read().damages()).isEmpty();
  }

  @Test
  void readingWritesNothingBesideTheFile() throws Exception {
    file.topics().run("PRAGMA journal_mode=WAL").message(1, 1, "a");
    byte[] before = Files.readAllBytes(file.path());
    assertThat(texts(read())).containsExactly("a");
    assertThat(Files.readAllBytes(file.path())).isEqualTo(before);
    try (Stream<Path> files = Files.list(file.path().resolveSibling("."))) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void aViewInPlaceOfATableIsNotRead() throws Exception {
    file.run(
        "CREATE TABLE topics(id INTEGER PRIMARY KEY, name TEXT, type TEXT)",
        "CREATE VIEW messages AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n)"
            + " SELECT id, 1 AS topic_id, id AS timestamp, zeroblob(1000000) AS data FROM n");
    assertThat(read().kinds()).containsExactly(Kind.UNSUPPORTED);
  }

  @Test
  void computedColumnsAreNotRead() throws Exception {
    file.topics()
        .run(
            "DROP TABLE messages",
            "CREATE TABLE messages(id INTEGER PRIMARY KEY, topic_id INTEGER, timestamp INTEGER,"
                + " data BLOB GENERATED ALWAYS AS (zeroblob(1000000000)))");
    assertThat(read().kinds()).containsExactly(Kind.UNSUPPORTED);
  }

  @Test
  void aMessageThatIsTooLargeIsNamedAndNotLoaded() throws Exception {
    file.topics().message(1, 1, "a");
    file.run("INSERT INTO messages VALUES (2, 1, 2, zeroblob(200000000))").message(3, 3, "c");
    Events read = read();
    assertThat(texts(read)).containsExactly("a", "c");
    assertThat(read.damages().get(0).position()).isEqualTo(new Position(2, 0));
  }

  @Test
  void rowsOfNoTopicOrWithoutBytesAreNamed() throws Exception {
    file.topics()
        .run(
            "INSERT INTO messages VALUES (1, 9, 1, x'00')",
            "INSERT INTO messages VALUES (2, 1, 2, 'text')")
        .message(3, 3, "c");
    Events read = read();
    assertThat(texts(read)).containsExactly("c");
    assertThat(read.kinds()).containsExactly(Kind.MALFORMED, Kind.MALFORMED);
  }

  @Test
  void whatIsNoDatabaseIsSaidToBeNone() throws Exception {
    Files.write(file.path(), new byte[0]);
    assertThat(read().damages().get(0).reason()).contains("empty");
    Files.writeString(file.path(), "#ROSBAG V2.0\n and more");
    assertThat(read().damages().get(0).reason()).contains("no SQLite database");
    file = new Db3File(file.path().resolveSibling("y")).run("CREATE TABLE other(a)");
    assertThat(read().kinds()).containsExactly(Kind.UNSUPPORTED);
  }

  private void resumesAnywhere(Events whole) throws IOException {
    for (int i = 0; i < whole.messages().size(); i++) {
      Events rest = Events.of(Db3Recording.open(file.path(), whole.positions().get(i)));
      assertThat(rest.positions())
          .isEqualTo(whole.positions().subList(i + 1, whole.messages().size()));
    }
  }

  private void cutTo(int bytes) throws IOException {
    Files.write(file.path(), Arrays.copyOf(Files.readAllBytes(file.path()), bytes));
  }

  private Events read() throws IOException {
    return Events.of(Db3Recording.open(file.path()));
  }

  private static List<String> texts(Events read) {
    return read.texts().stream().map(it -> it.substring(4)).toList();
  }

  private static long temporaries() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.filter(it -> it.getFileName().toString().startsWith("sisom-recording-")).count();
    }
  }
}
