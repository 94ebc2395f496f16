package io.sisom.recording.bag;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.recording.Channel;
import io.sisom.recording.Events;
import io.sisom.recording.Position;
import io.sisom.recording.RecordingEvent.Damage.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every whole message of a bag is read, however the bag was left. */
class BagRecordingTest {
  @TempDir private Path folder;

  private final BagWriter writer = new BagWriter();

  @ParameterizedTest
  @ValueSource(strings = {"none", "bz2", "lz4", "lz4 linked"})
  void messagesOfAnyCompressionAreRead(String compression) throws IOException {
    writer.connection(3, "/a", "pkg/A", "int32 a").connection(4, "/b", "pkg/B", "");
    // Many and alike, so that compression has blocks that refer to earlier ones.
    for (int i = 0; i < 4_000; i++) {
      writer.message(3 + i % 2, 1_500_000_000_123_456_789L + i, text("message " + i));
    }
    int chunk = writer.endChunk(compression);
    Events read = read(writer.closed());
    assertThat(read.damages()).isEmpty();
    assertThat(read.texts()).hasSize(4_000).startsWith("message 0").endsWith("message 3999");
    assertThat(read.messages().get(5).logNanos()).isEqualTo(1_500_000_000_123_456_794L);
    assertThat(read.messages().get(5).position()).isEqualTo(new Position(chunk, 5));
    Channel a = read.messages().get(0).channel();
    assertThat(a.topic()).isEqualTo("/a");
    assertThat(a.encoding()).isEqualTo("ros1");
    assertThat(a.schema().type()).isEqualTo("pkg/A");
    assertThat(a.schema().encoding()).isEqualTo("ros1msg");
    assertThat(UTF_8.decode(a.schema().definition().duplicate()).toString()).isEqualTo("int32 a");
    assertThat(read.messages().get(1).channel().schema().encoding()).isEmpty();
  }

  @Test
  void severalConnectionsOfOneTopicAreSeveralChannels() throws IOException {
    writer.connection(0, "/t", "pkg/A", "a").connection(1, "/t", "pkg/B", "b");
    writer.message(0, 1, text("x")).message(1, 2, text("y")).endChunk("none");
    Events read = read(writer.closed());
    assertThat(read.messages()).extracting(it -> it.channel().topic()).containsOnly("/t");
    assertThat(read.messages())
        .extracting(it -> it.channel().schema().type())
        .containsExactly("pkg/A", "pkg/B");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "bz2", "lz4"})
  void aBagThatWasNotClosedReadsWholeAndSaysSo(String compression) throws IOException {
    twoChunks(compression);
    Events read = read(writer.unclosed());
    assertThat(read.texts()).containsExactly("a", "b", "c", "d");
    assertThat(read.kinds()).containsExactly(Kind.CUT);
    assertThat(read.damages().get(0).reason()).contains("not closed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "lz4", "bz2"})
  void theChunkThatAKilledRecorderWasAtIsRead(String compression) throws IOException {
    twoChunks("none");
    byte[] active = writer.message(0, 5, text("e")).abandonChunk(compression).unclosed();
    Events read = read(active);
    assertThat(read.texts()).containsExactly("a", "b", "c", "d", "e");
    assertThat(read.kinds()).containsExactly(Kind.CUT);
    assertThat(read.positions()).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void aBagCutAnywhereYieldsTheWholeMessagesBeforeTheCutAndSaysWhere() throws IOException {
    twoChunks("none");
    byte[] bag = writer.closed();
    List<String> all = List.of("a", "b", "c", "d");
    for (int length = 0; length < bag.length; length++) {
      if (length > 20 && length < 4000) {
        length = 4000;
      }
      Events read = read(Arrays.copyOf(bag, length));
      assertThat(read.texts()).isEqualTo(all.subList(0, read.texts().size()));
      if (length == bag.length - 1) {
        assertThat(read.texts()).isEqualTo(all);
      }
      assertThat(read.kinds()).as("cut at %d", length).containsExactly(Kind.CUT);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "lz4", "bz2"})
  void readingGoesOnAfterAnyMessage(String compression) throws IOException {
    twoChunks(compression);
    for (byte[] bag : List.of(writer.closed(), writer.unclosed())) {
      Events whole = read(bag);
      for (int i = 0; i < whole.messages().size(); i++) {
        Events rest = read(bag, whole.positions().get(i));
        assertThat(rest.texts()).isEqualTo(whole.texts().subList(i + 1, whole.texts().size()));
        assertThat(rest.positions())
            .isEqualTo(whole.positions().subList(i + 1, whole.texts().size()));
        assertThat(rest.messages()).allMatch(it -> it.channel().topic().equals("/t"));
      }
    }
  }

  @Test
  void readingAfterAPositionDoesNotReadWhatLiesBefore() throws IOException {
    writer.connection(0, "/t", "pkg/A", "a").message(0, 1, text("a"));
    int first = writer.endChunk("none");
    int second = writer.message(0, 2, text("b")).message(0, 3, text("c")).endChunk("none");
    byte[] bag = writer.closed();
    // Were it read, this would be damage.
    Arrays.fill(bag, first + 4, first + 40, (byte) 0xff);
    Events rest = read(bag, new Position(second, 0));
    assertThat(rest.texts()).containsExactly("c");
    assertThat(rest.damages()).isEmpty();
  }

  @Test
  void aPositionOfAnotherFileReadsWhatLiesBehindIt() throws IOException {
    twoChunks("none");
    byte[] bag = writer.closed();
    assertThat(read(bag, new Position(5_000_000, 0)).texts()).isEmpty();
    assertThat(read(bag, new Position(4100, 7)).texts()).containsExactly("c", "d");
    assertThat(read(bag, new Position(15, 7)).texts()).containsExactly("a", "b", "c", "d");
  }

  @Test
  void aChunkThatCannotBeDecompressedCostsThatChunkOnly() throws IOException {
    writer.connection(0, "/t", "pkg/A", "a").message(0, 1, text("a")).endChunk("none");
    byte[] noise = new byte[100];
    Arrays.fill(noise, (byte) 0x5a);
    int bad = writer.message(0, 2, text("b")).endChunk("bz2", noise);
    writer.message(0, 3, text("c")).endChunk("lz4", noise);
    writer.message(0, 4, text("d")).endChunk("rar", noise);
    writer.message(0, 5, text("e")).endChunk("lz4");
    Events read = read(writer.closed());
    assertThat(read.texts()).containsExactly("a", "e");
    assertThat(read.kinds()).containsExactly(Kind.CORRUPT, Kind.CORRUPT, Kind.UNSUPPORTED);
    assertThat(read.damages().get(0).position()).isEqualTo(new Position(bad, 0));
    assertThat(read.damages().get(2).reason()).contains("\"rar\"");
  }

  @Test
  void aRecordWithAWrongLengthCostsTheRestOfItsChunkOnly() throws IOException {
    writer.connection(0, "/t", "pkg/A", "a").message(0, 1, text("a"));
    writer.inChunk(BagWriter.message(0, 2, text("b"), Integer.MAX_VALUE));
    writer.message(0, 3, text("c")).endChunk("none");
    writer.message(0, 4, text("d")).endChunk("none");
    Events read = read(writer.closed());
    assertThat(read.texts()).containsExactly("a", "d");
    assertThat(read.kinds()).containsExactly(Kind.MALFORMED);
  }

  @Test
  void rubbishBetweenChunksIsPassedOver() throws IOException {
    writer.connection(0, "/t", "pkg/A", "a").message(0, 1, text("a")).endChunk("none");
    byte[] rubbish = new byte[1000];
    Arrays.fill(rubbish, (byte) 0xee);
    writer.outside(rubbish).message(0, 2, text("b")).endChunk("lz4");
    Events read = read(writer.closed());
    assertThat(read.texts()).containsExactly("a", "b");
    assertThat(read.kinds()).containsExactly(Kind.MALFORMED);
    assertThat(read.damages().get(0).reason()).contains("reading goes on at byte");
  }

  @Test
  void aChunkWhoseLengthIsTooLargeDoesNotHideTheNext() throws IOException {
    writer.connection(0, "/t", "pkg/A", "a").message(0, 1, text("a"));
    int first = writer.endChunk("none");
    writer.message(0, 2, text("b")).endChunk("none");
    byte[] bag = writer.closed();
    int length = first + 4 + "....compression=none....size=........op=.".length();
    bag[length + 2] = 1;
    Events read = read(bag);
    assertThat(read.texts()).containsExactly("a", "b");
    assertThat(read.kinds()).containsExactly(Kind.MALFORMED);
  }

  @Test
  void aMessageOfAConnectionThatIsNotDescribedIsNamed() throws IOException {
    writer.connection(0, "/t", "pkg/A", "a").message(9, 1, text("a"));
    int chunk = writer.message(0, 2, text("b")).endChunk("none");
    Events read = read(writer.closed());
    assertThat(read.texts()).containsExactly("b");
    assertThat(read.damages().get(0).position()).isEqualTo(new Position(chunk, 0));
    assertThat(read.damages().get(0).reason()).contains("connection 9");
  }

  @Test
  void messagesOutsideOfChunksAreRead() throws IOException {
    writer.connection(0, "/t", "pkg/A", "a").message(0, 1, text("a")).endChunk("lz4");
    writer.outside(BagWriter.message(0, 2, text("b"), 1));
    Events read = read(writer.closed());
    assertThat(read.texts()).containsExactly("a", "b");
    assertThat(read.damages()).isEmpty();
  }

  @Test
  void anEmptyFileAndOneThatIsNoBagAreSaidToBeSo() throws IOException {
    assertThat(read(new byte[0]).damages().get(0).reason()).contains("empty");
    assertThat(read(text("#ROSBAG V1.2\nxxxx")).kinds()).containsExactly(Kind.UNSUPPORTED);
    assertThat(read(text("\u0089MCAP0\r\n of another kind")).kinds())
        .containsExactly(Kind.MALFORMED);
    byte[] encrypted =
        BagWriter.record(3, Map.of("encryptor", text("rosbag/AesCbcEncryptor")), new byte[10]);
    byte[] bag = Arrays.copyOf(text("#ROSBAG V2.0\n"), 13 + encrypted.length);
    System.arraycopy(encrypted, 0, bag, 13, encrypted.length);
    assertThat(read(bag).kinds()).containsExactly(Kind.UNSUPPORTED);
  }

  @Test
  void payloadsLargerThanTheBufferAreWhole() throws IOException {
    writer.connection(0, "/t", "pkg/A", "a");
    byte[] large = new byte[3_000_001];
    IntStream.range(0, large.length).forEach(i -> large[i] = (byte) (i * 31));
    writer.message(0, 1, large).message(0, 2, text("b")).endChunk("lz4");
    Events read = read(writer.closed());
    assertThat(read.messages().get(0).payload()).isEqualTo(large);
    assertThat(read.messages().get(1).text()).isEqualTo("b");
  }

  private void twoChunks(String compression) {
    writer.connection(0, "/t", "pkg/A", "a").message(0, 1, text("a")).message(0, 2, text("b"));
    writer.endChunk(compression);
    writer.message(0, 3, text("c")).message(0, 4, text("d")).endChunk(compression);
  }

  private Events read(byte[] bag) throws IOException {
    return read(bag, Position.START);
  }

  private Events read(byte[] bag, Position after) throws IOException {
    Path file = Files.write(folder.resolve("of any name"), bag);
    return Events.of(BagRecording.open(file, after));
  }

  private static byte[] text(String text) {
    return text.getBytes(UTF_8);
  }
}
