package io.sisom.recording.db3;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.recording.Events;
import io.sisom.recording.Position;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** Whatever becomes of a database's file, each message that lies whole in it is read, and once. */
class Db3CutProperties {
  private static final int[] PAGE_BYTES = {512, 1024, 4096};

  private Path folder = Path.of("");
  private Path file = Path.of("");
  private final Map<Long, String> texts = new HashMap<>();
  private RowPages pages = new RowPages(Map.of(), Set.of(), 0, 0);

  @BeforeTry
  void folder() throws IOException {
    folder = Files.createTempDirectory("sisom-db3-cut-");
    file = folder.resolve("x.db3");
  }

  @AfterTry
  void removeTheFolder() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  @Property(tries = 60)
  void theMessagesOfACutFileAreThoseWhosePagesAreWholeInIt(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    write(random);
    long least = 8L * pages.pageBytes();
    long size = least + (long) (random.nextDouble() * (Files.size(file) - least));
    try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
      raw.setLength(size);
    }
    Events read = read(Position.START);
    List<String> whole =
        texts.entrySet().stream()
            .filter(it -> pages.within(it.getKey(), size / pages.pageBytes()))
            .map(Map.Entry::getValue)
            .toList();
    assertThat(numbers(read.texts())).containsExactlyInAnyOrderElementsOf(numbers(whole));
    assertThat(Set.copyOf(whole)).isEqualTo(Set.copyOf(read.texts()));
    assertThat(read.positions()).isSorted().doesNotHaveDuplicates();
    goesOn(read, random);
  }

  @Property(tries = 60)
  void aPageThatIsOverwrittenCostsTheMessagesThatLieInItAndNoOther(@ForAll long seed)
      throws Exception {
    Random random = new Random(seed);
    write(random);
    int count = (int) (Files.size(file) / pages.pageBytes());
    int damaged = 0;
    do {
      damaged = 1 + random.nextInt(count);
    } while (pages.others().contains(damaged));
    byte[] content = new byte[pages.pageBytes()];
    if (random.nextBoolean()) {
      random.nextBytes(content);
    }
    try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
      raw.seek((damaged - 1L) * pages.pageBytes());
      raw.write(content);
    }
    Events read = read(Position.START);
    int overwritten = damaged;
    Set<Long> hit =
        texts.keySet().stream()
            .filter(it -> pages.pagesOf(it).contains(overwritten))
            .collect(Collectors.toSet());
    List<String> untouched =
        texts.entrySet().stream()
            .filter(it -> !hit.contains(it.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    assertThat(numbers(read.texts())).containsAll(numbers(untouched));
    assertThat(read.texts()).hasSizeLessThanOrEqualTo(texts.size());
    assertThat(read.texts().stream().filter(it -> !texts.containsValue(it)))
        .as("what lies in the page may be read as it is now")
        .hasSizeLessThanOrEqualTo(hit.size());
    assertThat(read.positions()).isSorted().doesNotHaveDuplicates();
    goesOn(read, random);
  }

  /** Beside messages: rows that were deleted, and a table that looks alike. */
  private void write(Random random) throws SQLException {
    texts.clear();
    int rows = 60 + random.nextInt(300);
    boolean mixed = random.nextInt(4) == 0;
    new Db3File(file)
        .run(
            "PRAGMA page_size=" + PAGE_BYTES[random.nextInt(PAGE_BYTES.length)],
            "PRAGMA auto_vacuum=" + random.nextInt(2),
            Db3File.MESSAGES,
            "CREATE TABLE topics(id INTEGER PRIMARY KEY, name TEXT, type TEXT)",
            "CREATE TABLE alike(id INTEGER PRIMARY KEY, topic_id INTEGER NOT NULL,"
                + " timestamp INTEGER NOT NULL, data BLOB NOT NULL)",
            "CREATE INDEX timestamp_idx ON messages (timestamp ASC)",
            "INSERT INTO topics VALUES (1, '/t', 'pkg/msg/A')");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        PreparedStatement message =
            connection.prepareStatement("INSERT INTO messages VALUES (?, 1, ?, ?)");
        PreparedStatement alike =
            connection.prepareStatement("INSERT INTO alike VALUES (?, 1, ?, ?)");
        PreparedStatement delete =
            connection.prepareStatement("DELETE FROM messages WHERE id BETWEEN ? AND ?")) {
      connection.setAutoCommit(false);
      for (long id = 1; id <= rows; id++) {
        int length = random.nextInt(6) == 0 ? random.nextInt(20_000) : random.nextInt(200);
        String text = "%d %d ".formatted(random.nextInt(1 << 20), id) + "x".repeat(length);
        texts.put(id, text);
        for (PreparedStatement into : List.of(message, alike)) {
          into.setLong(1, id);
          into.setLong(2, mixed ? random.nextInt(1000) : id);
          into.setBytes(3, (into == message ? text : "alike").getBytes());
          into.execute();
        }
      }
      if (random.nextBoolean()) {
        long from = 1 + random.nextInt(rows);
        delete.setLong(1, from);
        delete.setLong(2, from + rows / 4);
        delete.execute();
        texts.keySet().removeIf(it -> it >= from && it <= from + rows / 4);
      }
      connection.commit();
    }
    pages = RowPages.of(file);
  }

  /** For short messages where they differ. */
  private static List<String> numbers(List<String> texts) {
    return texts.stream().map(it -> it.split("x")[0]).toList();
  }

  private Events read(Position after) throws IOException {
    return Events.of(Db3Recording.open(file, after));
  }

  private void goesOn(Events whole, Random random) throws IOException {
    int count = whole.messages().size();
    if (count > 0) {
      int at = random.nextInt(count);
      Events rest = read(whole.positions().get(at));
      assertThat(rest.positions()).isEqualTo(whole.positions().subList(at + 1, count));
      assertThat(rest.texts()).isEqualTo(whole.texts().subList(at + 1, count));
    }
  }
}
