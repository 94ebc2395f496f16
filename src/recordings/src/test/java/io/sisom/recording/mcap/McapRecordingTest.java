package io.sisom.recording.mcap;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.sisom.recording.MessageSchema;
import io.sisom.recording.Position;
import io.sisom.recording.RecordingEvent.Damage.Kind;
import io.sisom.recording.RecordingEvent.Message;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An MCAP file gives its whole messages, and names what is wrong. */
class McapRecordingTest {
  private static final McapFile.Shape PLAIN = McapFile.Shape.PLAIN;
  private static final int MESSAGES = 40;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"'',4096", "zstd,4096", "lz4,4096", "lz4,300000", "zstd,300000", "'',0", "zstd,1"})
  void everyMessageComesInTheFilesOrder(String compression, int chunkBytes) throws IOException {
    byte[] file = McapFile.of(PLAIN.compressed(compression).chunks(chunkBytes), messages(9_000));
    McapEvents read = McapEvents.of(file);
    assertThat(read.damage()).isEmpty();
    assertThat(read.times()).isEqualTo(LongStream.range(1, MESSAGES + 1).boxed().toList());
    Message last = read.messages().get(MESSAGES - 1);
    assertThat(last.payload()).isEqualTo(ByteBuffer.wrap(payload(MESSAGES, 9_000)));
    assertThat(last.sequence()).isEqualTo(MESSAGES);
    assertThat(last.publishNanos()).isEqualTo(MESSAGES - 1);
    assertThat(last.channel().topic()).isEqualTo("/camera");
    assertThat(last.channel().schema().type()).isEqualTo("sensor_msgs/msg/Image");
    assertThat(read.messages()).extracting(Message::position).isSorted().doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void readingGoesOnAfterAnyMessage(boolean summary) throws IOException {
    McapFile.Shape shape = PLAIN.compressed("zstd");
    byte[] bytes = McapFile.of(summary ? shape : shape.withoutSummary(), messages(900));
    Path file = Files.write(folder.resolve("a.mcap"), bytes);
    Path packed = Files.write(folder.resolve("a.mcap.zstd"), Zstd.compress(bytes));
    List<Message> all = McapEvents.of(bytes).messages();
    for (int i = 0; i < MESSAGES; i++) {
      Position after = all.get(i).position();
      List<Message> rest = all.subList(i + 1, MESSAGES);
      assertThat(McapEvents.of(McapRecording.open(file, after)).messages()).isEqualTo(rest);
      assertThat(McapEvents.of(McapRecording.open(packed, after)).messages()).isEqualTo(rest);
      assertThat(McapEvents.after(bytes, after).messages()).isEqualTo(rest);
    }
  }

  @Test
  void aCutFileGivesEveryWholeMessageAndOneDamage() throws IOException {
    byte[] file = McapFile.of(PLAIN.chunks(0), messages(20));
    List<Message> all = McapEvents.of(file).messages();
    for (int length = 0; length < file.length; length++) {
      McapEvents read = McapEvents.of(Arrays.copyOf(file, length));
      assertThat(read.kinds()).as("%d bytes", length).containsExactly(Kind.CUT);
      int cut = length;
      long whole = all.stream().filter(it -> it.position().block() + 9 + 22 + 20 <= cut).count();
      assertThat(read.messages()).isEqualTo(all.subList(0, (int) whole));
    }
  }

  @Test
  void aCutCompressedFileGivesItsMessagesToo() throws IOException {
    byte[] file = Zstd.compress(McapFile.of(PLAIN, messages(90_000)));
    McapEvents read = McapEvents.of(Arrays.copyOf(file, file.length * 2 / 3));
    assertThat(read.messages()).hasSizeBetween(MESSAGES / 3, MESSAGES - 1);
    assertThat(read.kinds()).containsExactly(Kind.CUT);
    assertThat(read.damage().get(0).reason()).contains("the compressed file is cut");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "zstd", "lz4"})
  void aDamagedChunkIsNamedAndTheNextIsRead(String compression) throws IOException {
    byte[] file = McapFile.of(PLAIN.compressed(compression), messages(900));
    List<Message> all = McapEvents.of(file).messages();
    long damaged = all.get(10).position().block();
    file[(int) damaged + 9 + 44 + compression.length() + 500] ^= 0x55;
    List<Message> others = all.stream().filter(it -> it.position().block() != damaged).toList();
    McapEvents read = McapEvents.of(file);
    assertThat(read.messages()).isEqualTo(others);
    assertThat(read.kinds()).containsExactly(Kind.CORRUPT);
    assertThat(read.damage().get(0).position().block()).isEqualTo(damaged);
  }

  @Test
  void channelsThatWereLostWithAChunkComeFromTheSummary() throws IOException {
    byte[] bytes = McapFile.of(PLAIN, messages(900));
    List<Message> all = McapEvents.of(bytes).messages();
    long first = all.get(0).position().block();
    bytes[(int) first + 600] ^= 1;
    List<Message> others = all.stream().filter(it -> it.position().block() != first).toList();
    Path file = Files.write(folder.resolve("first-chunk.mcap"), bytes);
    assertThat(McapEvents.of(McapRecording.open(file)).messages()).isEqualTo(others);
    assertThat(McapEvents.of(bytes).messages()).as("a stream has no summary yet").isEmpty();
  }

  @Test
  void aCompressionNobodyKnowsIsNamedAndReadingGoesOn() throws IOException {
    byte[] file =
        McapFile.of(
            PLAIN.chunks(1 << 20),
            it -> {
              messages(20).write(it);
              it.outside(
                  McapOpcode.CHUNK,
                  new McapBytes().u64(0).u64(0).u64(5).u32(0).text("br").u64(1).raw(new byte[1]));
              it.message(1, 99, new byte[1]);
            });
    McapEvents read = McapEvents.of(file);
    assertThat(read.kinds()).containsExactly(Kind.UNSUPPORTED);
    assertThat(read.damage().get(0).reason()).contains("\"br\"");
    assertThat(read.times()).hasSize(MESSAGES + 1).endsWith(99L);
  }

  @Test
  void aDamagedLengthStopsReading() throws IOException {
    byte[] file = McapFile.of(PLAIN.chunks(0), messages(20));
    Message tenth = McapEvents.of(file).messages().get(9);
    file[(int) tenth.position().block() + 8] = (byte) 0x80;
    McapEvents read = McapEvents.of(file);
    assertThat(read.messages()).hasSize(9);
    assertThat(read.kinds()).containsExactly(Kind.MALFORMED);
  }

  @Test
  void aMessageBeforeItsChannelIsDamage() throws IOException {
    byte[] file =
        McapFile.of(
            PLAIN,
            it ->
                it.message(7, 1, new byte[1])
                    .channel(7, 0, "/late", "json")
                    .message(7, 2, new byte[] {'{'}));
    McapEvents read = McapEvents.of(file);
    assertThat(read.times()).containsExactly(2L);
    assertThat(read.kinds()).containsExactly(Kind.MALFORMED);
    assertThat(read.messages().get(0).position().index()).isEqualTo(1);
    assertThat(read.messages().get(0).channel().schema()).isEqualTo(MessageSchema.NONE);
  }

  @Test
  void unknownRecordsAttachmentsAndMetadataArePassedOver() throws IOException {
    byte[] file =
        McapFile.of(
            PLAIN,
            it -> {
              it.channel(0, 0, "/zero", "json").record(0x90, new McapBytes().u64(1));
              it.outside(0x7f, new McapBytes().u64(1));
              McapBytes attachment = new McapBytes().u64(1).u64(1).text("a").text("b");
              it.outside(McapOpcode.ATTACHMENT, attachment.u64(1).raw(new byte[1]).u32(1));
              it.outside(McapOpcode.METADATA, new McapBytes().text("m").u32(0));
              it.message(0, 5, new byte[0]);
            });
    McapEvents read = McapEvents.of(file);
    assertThat(read.damage()).isEmpty();
    assertThat(read.times()).containsExactly(5L);
    assertThat(read.remarks())
        .contains("attachments, not read: 1", "metadata records, not read: 1");
  }

  @Test
  void packedMessagesAreUnpackedOnlyWhereTheyCanBeNothingElse() throws IOException {
    byte[] cdr = payload(1, 5_000);
    byte[] packed = Zstd.compress(cdr);
    byte[] file =
        McapFile.of(
            PLAIN,
            it -> {
              it.channel(1, 0, "/cdr", "cdr").channel(2, 0, "/pb", "protobuf");
              it.message(1, 1, packed).message(2, 2, packed).message(1, 3, cdr);
              it.message(1, 4, Arrays.copyOf(packed, packed.length - 9)).message(1, 5, cdr);
            });
    McapEvents read = McapEvents.of(file);
    assertThat(read.messages())
        .extracting(Message::payload)
        .containsExactly(
            ByteBuffer.wrap(cdr),
            ByteBuffer.wrap(packed),
            ByteBuffer.wrap(cdr),
            ByteBuffer.wrap(cdr));
    assertThat(read.kinds()).containsExactly(Kind.CORRUPT);
  }

  @Test
  void checksumsOfBothSectionsAreChecked() throws IOException {
    byte[] file = McapFile.of(PLAIN.withoutCrc(), messages(900));
    byte[] data = file.clone();
    data[(int) McapEvents.of(file).messages().get(0).position().block() + 900] ^= 1;
    assertThat(McapEvents.of(data).damage()).singleElement().asString().contains("data section");
    byte[] summary = file.clone();
    summary[file.length - 8 - 29 - 3] ^= 1;
    assertThat(McapEvents.of(summary).damage()).singleElement().asString().contains("summary");
  }

  @Test
  void whatExceedsABoundIsDamageAndReadingGoesOn() throws IOException {
    byte[] file =
        McapFile.of(
            PLAIN.compressed("zstd").chunks(5_000),
            it -> {
              it.channel(1, 0, "/a", "cdr").message(1, 1, new byte[6_000]);
              it.message(1, 2, new byte[600_000]).message(1, 3, new byte[6_000]);
            });
    McapBounds bounds = new McapBounds(1 << 16, 1 << 16, 1 << 16, 1 << 16, 1 << 16, 1 << 10);
    McapEvents read =
        McapEvents.of(McapRecording.read(new ByteArrayInputStream(file), Position.START, bounds));
    assertThat(read.times()).containsExactly(1L, 3L);
    assertThat(read.kinds()).containsExactly(Kind.MALFORMED);
    assertThat(read.damage().get(0).reason()).contains("at most 65,536 are read");
  }

  @Test
  void aFileIsToldByItsFirstBytes() {
    byte[] file = McapFile.of(PLAIN, messages(20));
    assertThat(McapSource.isMcap(ByteBuffer.wrap(file))).isTrue();
    assertThat(McapSource.isMcap(ByteBuffer.wrap(Zstd.compress(file)))).isTrue();
    assertThat(McapSource.isMcap(ByteBuffer.wrap(Zstd.compress(new byte[100])))).isFalse();
    assertThat(McapSource.isMcap(ByteBuffer.wrap(new byte[] {(byte) 0x89, 'P', 'N'}))).isFalse();
    assertThat(McapSource.isMcap(ByteBuffer.allocate(0))).isFalse();
  }

  private static McapFile.Content messages(int bytes) {
    return file -> {
      file.schema(3, "sensor_msgs/msg/Image").channel(1, 3, "/camera", "cdr");
      for (int i = 1; i <= MESSAGES; i++) {
        file.message(1, i, payload(i, bytes));
      }
    };
  }

  /** Begins as CDR does; compresses by half, with matches near and far. */
  private static byte[] payload(int seed, int bytes) {
    byte[] payload = new byte[bytes];
    Random random = new Random(seed);
    for (int i = 4; i < bytes; i++) {
      payload[i] = (byte) (i % 300 < 150 ? random.nextInt() : payload[i - 3]);
    }
    return payload;
  }
}
