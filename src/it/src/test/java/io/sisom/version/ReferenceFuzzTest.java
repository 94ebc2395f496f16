package io.sisom.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.method.Balance;
import io.sisom.method.Calibration;
import io.sisom.method.DistanceRule;
import io.sisom.method.FloatFeatures;
import io.sisom.method.Head;
import io.sisom.method.OuterReading;
import io.sisom.method.ScoreForm;
import io.sisom.method.Steepness;
import io.sisom.method.TapLayout;
import io.sisom.network.BundleDescription;
import io.sisom.network.BundleException;
import io.sisom.reference.CalibrationScores;
import io.sisom.reference.DType;
import io.sisom.reference.FrameScorer;
import io.sisom.reference.KnownFrames;
import io.sisom.reference.ReferenceSet;
import io.sisom.reference.ReferenceSetFile;
import io.sisom.reference.Safetensors;
import io.sisom.reference.SafetensorsException;
import io.sisom.reference.Tensor;
import io.sisom.schema.Blob;
import io.sisom.schema.ReferenceManifest;
import io.sisom.setting.Settings;
import io.sisom.testkit.Damage;
import io.sisom.testkit.Fuzz;
import io.sisom.testkit.LongForm;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.WriterSchemas;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever the reference topic and its files hold, a version is complete and usable or refused with
 * a reason, in bounded time and memory.
 */
@Tag("fuzz")
class ReferenceFuzzTest {
  private static final int FILES = LongForm.of(2_000, 100_000);
  private static final int TOPICS = LongForm.of(150, 5_000);
  private static final int RECORDS_A_TOPIC = 20;
  private static final int HEADER_LENGTH = 8;
  private static final long MAX_BYTES = 2 << 20;
  private static final TapLayout LAYOUT =
      new TapLayout(List.of(new TapLayout.Tap("early", 0, 1), new TapLayout.Tap("late", 1, 2)));

  private final Path dir;
  private int files;

  ReferenceFuzzTest(@TempDir Path dir) {
    this.dir = dir;
  }

  @Test
  void damagedReferenceSetsScoreOrAreRefused() throws Exception {
    List<byte[]> sets =
        List.of(
            written(
                DistanceRule.sisome(
                    Steepness.absolute(LAYOUT, Map.of("late", 0.5)), OuterReading.QUERY)),
            written(DistanceRule.lean(LAYOUT, List.of("late"), 3)));
    int taken =
        new Fuzz("reference set", 1, FILES, MAX_BYTES)
            .run(random -> damaged(random, sets), bytes -> onFile(bytes, this::scores));
    assertThat(taken).as("some survive their damage").isPositive();
  }

  @Test
  void wellFormedFilesWithDamagedPartsScoreOrAreRefused() throws Exception {
    Path real = dir.resolve("whole");
    Files.write(real, written(DistanceRule.lean(LAYOUT, List.of("late"), 3)));
    Safetensors whole = Safetensors.read(real);
    int taken =
        new Fuzz("reference set, well-formed", 4, FILES, MAX_BYTES)
            .run(
                random -> rewritten(random, whole),
                changed -> {
                  Path file = dir.resolve("input-" + files++);
                  changed.write(file);
                  try {
                    return scores(file);
                  } finally {
                    Files.delete(file);
                  }
                });
    assertThat(taken).as("some survive their damage").isPositive();
  }

  /** One text damaged, or one tensor of another shape, type or content. */
  private static Safetensors rewritten(Random random, Safetensors whole) throws Exception {
    Map<String, String> texts = new LinkedHashMap<>(whole.metadata());
    Map<String, Tensor> tensors = new LinkedHashMap<>(whole.tensors());
    if (random.nextBoolean()) {
      String key = List.copyOf(texts.keySet()).get(random.nextInt(texts.size()));
      byte[] text = Objects.requireNonNull(texts.get(key)).getBytes(StandardCharsets.UTF_8);
      texts.put(key, new String(Damage.of(random, List.of(text)), StandardCharsets.UTF_8));
    } else {
      String key = List.copyOf(tensors.keySet()).get(random.nextInt(tensors.size()));
      tensors.put(key, tensor(random, Objects.requireNonNull(tensors.get(key))));
    }
    return new Safetensors(tensors, texts);
  }

  private static Tensor tensor(Random random, Tensor from) {
    DType[] types = DType.values();
    DType type = random.nextBoolean() ? from.type() : types[random.nextInt(types.length)];
    List<Long> shape =
        random.nextBoolean()
            ? from.shape()
            : random.ints(random.nextInt(4), 0, 6).mapToObj(n -> (long) n).toList();
    byte[] content = new byte[Math.toIntExact(Tensor.sizeOf(type, shape))];
    random.nextBytes(content);
    return new Tensor(type, shape, ByteBuffer.wrap(content));
  }

  @Test
  void damagedModelDescriptionsAreReadOrRefused() throws Exception {
    byte[] real;
    try (InputStream in =
        BundleDescription.class.getResourceAsStream("/io/sisom/demo/model/model.json")) {
      real = in.readAllBytes();
    }
    int taken =
        new Fuzz("model description", 2, FILES, MAX_BYTES)
            .run(
                random -> Damage.of(random, List.of(real)),
                bytes -> onFile(bytes, this::describes));
    assertThat(taken).as("some survive their damage").isPositive();
  }

  @Test
  void damagedTopicsGiveAVerifiedVersionOrAReason() throws Exception {
    int taken =
        new Fuzz("reference topic", 3, TOPICS, RECORDS_A_TOPIC * MAX_BYTES)
            .run(this::records, this::assembles);
    assertThat(taken).as("some topics still hold a whole version").isPositive();
  }

  private interface OnFile {
    boolean takes(Path file) throws Exception;
  }

  /** A file of its own: a mapped one must not change. */
  private boolean onFile(byte[] bytes, OnFile reader) throws Exception {
    Path file = Files.write(dir.resolve("input-" + files++), bytes);
    try {
      return reader.takes(file);
    } finally {
      Files.delete(file);
    }
  }

  private boolean scores(Path file) throws IOException {
    try {
      ReferenceSet set = ReferenceSetFile.read(file);
      FrameScorer scorer = new FrameScorer(set);
      int width = set.rule().features().layout().width();
      if (width > LAYOUT.width()) {
        // No model here has such taps, so no loader would go on.
        return false;
      }
      float[] taps = new float[width];
      Arrays.fill(taps, 0.5f);
      assertThat(scorer.score(new float[set.head().classes()], taps, taps, 0)).isNotNull();
      return true;
    } catch (SafetensorsException e) {
      assertThat(e).hasMessageMatching("(?s).+");
      return false;
    }
  }

  private boolean describes(Path file) {
    try {
      assertThat(BundleDescription.read(file).labels()).isNotEmpty();
      return true;
    } catch (BundleException e) {
      assertThat(e).hasMessageMatching("(?s).+");
      return false;
    }
  }

  /** The header, in which a byte is worth a thousand of the data, is hit as often as the rest. */
  private static byte[] damaged(Random random, List<byte[]> sets) {
    byte[] whole = sets.get(random.nextInt(sets.size()));
    if (random.nextBoolean()) {
      return Damage.of(random, List.of(whole));
    }
    int end = HEADER_LENGTH + (whole[0] & 0xff) + ((whole[1] & 0xff) << 8);
    byte[] json = Damage.of(random, List.of(Arrays.copyOfRange(whole, HEADER_LENGTH, end)));
    byte[] bytes = new byte[HEADER_LENGTH + json.length + whole.length - end];
    for (int i = 0; i < HEADER_LENGTH; i++) {
      bytes[i] = (byte) ((long) json.length >> (8 * i));
    }
    System.arraycopy(json, 0, bytes, HEADER_LENGTH, json.length);
    System.arraycopy(whole, end, bytes, HEADER_LENGTH + json.length, whole.length - end);
    return bytes;
  }

  private byte[] written(DistanceRule rule) throws IOException {
    Calibration scores = Calibration.of(1, 2, 4);
    Path file = dir.resolve("real");
    ReferenceSetFile.write(
        new ReferenceSet(
            rule,
            new Head(List.of("bird", "cat"), 1, new float[2], new float[2]),
            new KnownFrames(
                new FloatFeatures(
                    new float[4 * rule.features().width()], 4, rule.features().width()),
                new int[] {0, 1, 0, 1},
                List.of("a", "b", "c", "d")),
            ScoreForm.ZSCORE,
            new Balance(0.5, 0, 1, 0, 1),
            0.5,
            new CalibrationScores(scores, scores, scores),
            "{\"chosen\":1}"),
        file);
    return Files.readAllBytes(file);
  }

  /** What a publisher writes, with some records damaged, left out, doubled or out of order. */
  private List<ConsumerRecord<String, byte[]>> records(Random random) {
    List<Map.Entry<String, byte[]>> honest = new ArrayList<>();
    List<Blob> blobs = new ArrayList<>();
    for (String name : List.of("model.json", "model.pt", "reference.safetensors")) {
      byte[] content = Damage.noise(random, 300);
      MessageDigest digest = Sha256.digest();
      digest.update(content);
      String sha256 = Sha256.hex(digest);
      int chunks = (content.length + 99) / 100;
      blobs.add(new Blob(name, sha256, (long) content.length, chunks));
      for (int i = 0; i < chunks; i++) {
        honest.add(
            Map.entry(
                new StoreKey.Chunk(sha256, i).text(),
                Arrays.copyOfRange(content, 100 * i, Math.min(content.length, 100 * i + 100))));
      }
    }
    honest.add(Map.entry(new StoreKey.Manifest(7).text(), manifest(blobs)));
    honest.add(Map.entry(new StoreKey.Active().text(), VersionPublisher.pointer(7)));
    int damages = random.nextInt(4);
    for (int i = 0; i < damages; i++) {
      int at = random.nextInt(honest.size());
      Map.Entry<String, byte[]> record = honest.get(at);
      switch (random.nextInt(5)) {
        case 0 -> honest.set(at, Map.entry(record.getKey(), damaged(random, record.getValue())));
        case 1 -> honest.set(at, Map.entry(text(random, record.getKey()), record.getValue()));
        case 2 -> honest.add(random.nextInt(honest.size()), record);
        case 3 -> honest.add(honest.remove(at));
        default -> honest.remove(at);
      }
    }
    return IntStream.range(0, honest.size())
        .mapToObj(
            i ->
                new ConsumerRecord<String, byte[]>(
                    "references",
                    0,
                    i,
                    honest.get(i).getKey(),
                    random.nextInt(50) == 0 ? null : honest.get(i).getValue()))
        .toList();
  }

  private static byte[] damaged(Random random, byte[] value) {
    return value.length == 0 ? Damage.noise(random, 20) : Damage.of(random, List.of(value));
  }

  private static String text(Random random, String key) {
    return new String(
        Damage.of(random, List.of(key.getBytes(StandardCharsets.UTF_8))), StandardCharsets.UTF_8);
  }

  private static byte[] manifest(List<Blob> blobs) {
    return AvroCodec.of(ReferenceManifest.class)
        .encode(
            ReferenceManifest.newBuilder()
                .setVersion(7)
                .setCreatedAt(Instant.EPOCH)
                .setModelVersion("m@1")
                .setBlobs(blobs)
                .setLabels(List.of("bird", "cat"))
                .setKnownByLabel(Map.of("bird", 2))
                .setKnownFrames(4)
                .setPooledFrames(9)
                .setCalibrationFrames(3)
                .setForm("zscore")
                .setRatioAverage(0.5)
                .setWeight(0.5)
                .setAccuracy(1)
                .build());
  }

  private boolean assembles(List<ConsumerRecord<String, byte[]>> records) throws IOException {
    Path cache = Files.createDirectory(dir.resolve("cache-" + files++));
    boolean whole = false;
    try (VersionAssembler assembler =
        new VersionAssembler(
            Settings.defaults(ReferenceStoreConfig.class).in(cache), WriterSchemas.none())) {
      for (ConsumerRecord<String, byte[]> record : records) {
        assembler.apply(record);
        VersionAssembler.Attempt attempt = assembler.attempt().orElse(null);
        if (attempt instanceof VersionAssembler.Attempt.Ready ready) {
          for (Blob blob : ready.version().manifest().getBlobs()) {
            Path file = Objects.requireNonNull(ready.version().files().get(blob.getName()));
            assertThat(Sha256.of(file)).isEqualTo(blob.getSha256());
          }
          whole = true;
        } else if (attempt instanceof VersionAssembler.Attempt.Refused refused) {
          assertThat(refused.reason().message()).isNotBlank();
        }
      }
    }
    return whole;
  }
}
