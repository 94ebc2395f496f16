package io.sisom.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.sisom.broker.EmbeddedBroker;
import io.sisom.schema.Blob;
import io.sisom.schema.ReferenceManifest;
import io.sisom.setting.Settings;
import io.sisom.testkit.SmallDisk;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.TopicSetup;
import io.sisom.wire.Topics;
import io.sisom.wire.WriterSchemas;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceStoreTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final AvroCodec<ReferenceManifest> CODEC = AvroCodec.of(ReferenceManifest.class);

  private static EmbeddedBroker broker;
  private static int topics;

  private Path dir;
  private String topic;
  private ReferenceStoreConfig config;

  @BeforeAll
  static void startBroker(@TempDir Path brokerDir) {
    broker = EmbeddedBroker.start(brokerDir, 0, Map.of());
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void makeTopic(@TempDir Path scratch) throws Exception {
    dir = scratch;
    topic = "references-" + topics++;
    config = Settings.defaults(ReferenceStoreConfig.class).in(dir.resolve("cache"));
    Topics d = Settings.defaults(Topics.class);
    Topics named =
        new Topics(
            d.frames(),
            d.scores(),
            d.alerts(),
            d.summaries(),
            d.candidates(),
            d.labels(),
            topic,
            d.reports(),
            d.deadLetters(),
            d.queueEvents(),
            d.feedPositions(),
            d.schemas());
    try (Admin admin = Admin.create(client())) {
      new TopicSetup(admin).create(named, 1, (short) 1, TIMEOUT);
    }
  }

  @Test
  void whatIsPublishedIsLoadedByteForByte() throws Exception {
    byte[] model = random(5_000_000, 1);
    Path reference = Files.write(dir.resolve("reference"), random(5_000_001, 2));
    List<Long> progress = new CopyOnWriteArrayList<>();
    ReferenceManifest manifest =
        publisher(config)
            .publish(
                about("m@1"),
                Map.of("model.pt", BlobSource.of(model), "ref", BlobSource.of(reference)),
                (done, total) -> progress.add(total - done));
    assertThat(manifest.getVersion()).isEqualTo(1);
    assertThat(manifest.getCreatedAt()).isEqualTo(NOW);
    assertThat(progress).hasSize(12).endsWith(0L);
    Heard heard = new Heard();
    try (VersionFollower follower = follow(config, heard)) {
      assertThat(follower.awaitFirst(TIMEOUT)).isTrue();
      PublishedVersion version = follower.current().orElseThrow();
      assertThat(version.manifest()).isEqualTo(manifest);
      assertThat(version.files().get("model.pt")).hasBinaryContent(model);
      assertThat(version.files().get("ref")).hasSameBinaryContentAs(reference);
    }
    assertThat(dir.resolve("cache/partial")).isEmptyDirectory();
    assertThat(heard.refusals).isEmpty();
  }

  @Test
  void aMistakeInWhatHearsOfProgressPublishesNothing() throws Exception {
    assertThatThrownBy(
            () ->
                publisher(config)
                    .publish(
                        about("m@1"),
                        Map.of("ref", BlobSource.of(random(1_000, 1))),
                        (done, total) -> {
                          throw new IllegalStateException("no screen");
                        }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no screen");
    assertThat(new ReferenceCatalog(references()).list(TIMEOUT)).isEmpty();
  }

  @Test
  void aFullDiskIsWaitedOutAndNothingIsLeftBehind() throws Exception {
    publish(Map.of("model.pt", random(900_000, 1)));
    try (SmallDisk disk = SmallDisk.mount(dir.resolve("small"), 200)) {
      Path partial = disk.path().resolve("partial");
      config = Settings.defaults(ReferenceStoreConfig.class).in(disk.path());
      Set<Path> tries = new HashSet<>();
      try (VersionFollower follower = follow(config, new Heard())) {
        await()
            .pollInterval(Duration.ofMillis(2))
            .atMost(TIMEOUT)
            .until(
                () -> {
                  List<Path> now = folders(partial);
                  tries.addAll(now);
                  assertThat(now).as("of the try that goes on").hasSizeLessThan(2);
                  return tries.size() >= 3;
                });
        assertThat(follower.current()).isEmpty();
        disk.grow(16 << 10);
        assertThat(follower.awaitFirst(TIMEOUT)).isTrue();
      }
      assertThat(partial).isEmptyDirectory();
    }
  }

  private static List<Path> folders(Path parent) throws IOException {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(parent)) {
      return files.filter(Files::isDirectory).toList();
    }
  }

  @Test
  void aChunkThatCannotBeWrittenLeavesNothing() throws Exception {
    Path parent = dir.resolve("partial");
    StoreKey.Chunk chunk = new StoreKey.Chunk(hash(random(10, 1)), 0);
    try (PartialBlobs blobs = new PartialBlobs(parent, 1000)) {
      Path inTheWay = folders(parent).get(0).resolve(chunk.sha256()).resolve("0/in-the-way");
      Files.createDirectories(inTheWay);
      assertThatThrownBy(() -> blobs.put(chunk, random(10, 1))).isInstanceOf(IOException.class);
    }
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void aSecondPublicationSendsOnlyWhatChanged() throws Exception {
    byte[] model = random(2_000_000, 1);
    publish(Map.of("model.pt", model, "ref", random(1_000_000, 2)));
    List<String> before = committedKeys();
    publish(Map.of("model.pt", model, "ref", random(1_000_000, 3)));
    List<String> sent = committedKeys().subList(before.size(), committedKeys().size());
    String changed = hash(random(1_000_000, 3));
    assertThat(sent)
        .containsExactly(
            "chunk/" + changed + "/0", "chunk/" + changed + "/1", "manifest/2", "active");
  }

  @Test
  void aFlippedByteIsRefusedAndTheOldVersionStaysUntilItIsMended() throws Exception {
    publish(Map.of("ref", random(1_000, 1)));
    Heard heard = new Heard();
    try (VersionFollower follower = follow(config, heard)) {
      assertThat(follower.awaitFirst(TIMEOUT)).isTrue();
      byte[] content = random(1_000, 2);
      byte[] flipped = content.clone();
      flipped[500] ^= 1;
      StoreKey.Chunk chunk = new StoreKey.Chunk(hash(content), 0);
      send(chunk.text(), flipped);
      send("manifest/2", CODEC.encode(manifest(2, blob(content))));
      send("active", VersionPublisher.pointer(2));
      await().atMost(TIMEOUT).until(() -> !heard.refusals.isEmpty());
      assertThat(heard.refusals.get(0)).isInstanceOf(Refusal.Damaged.class);
      assertThat(heard.versions).containsExactly(1L);
      assertThat(dir.resolve("cache/blobs").resolve(hash(content))).doesNotExist();
      send(chunk.text(), content);
      await().atMost(TIMEOUT).until(() -> heard.versions.equals(List.of(1L, 2L)));
      assertThat(heard.refusals).hasSize(1);
    }
  }

  @Test
  void aVersionWithAMissingChunkIsServedOnceItIsComplete() throws Exception {
    byte[] content = random(3_000, 1);
    Blob blob = new Blob("ref", hash(content), 3_000L, 3);
    send(chunkKey(content, 0), Arrays.copyOf(content, 1_000));
    send(chunkKey(content, 2), Arrays.copyOfRange(content, 2_000, 3_000));
    send("manifest/1", CODEC.encode(manifest(1, blob)));
    send("active", VersionPublisher.pointer(1));
    Heard heard = new Heard();
    try (VersionFollower follower = follow(config, heard)) {
      await().atMost(TIMEOUT).until(() -> !heard.refusals.isEmpty());
      assertThat(heard.refusals).containsExactly(new Refusal.MissingChunks("ref", 2, 3));
      assertThat(follower.current()).isEmpty();
      send(chunkKey(content, 1), Arrays.copyOfRange(content, 1_000, 2_000));
      assertThat(follower.awaitFirst(TIMEOUT)).isTrue();
      assertThat(follower.current().orElseThrow().files().get("ref")).hasBinaryContent(content);
    }
  }

  @Test
  void absurdAndForeignClaimsAreRefusedWithTheReason() throws Exception {
    byte[] content = random(10, 1);
    String hash = hash(content);
    send(chunkKey(content, 0), content);
    assertThat(refusalOf(new Blob("ref", hash, Long.MAX_VALUE, 1)))
        .isInstanceOf(Refusal.BadManifest.class);
    assertThat(refusalOf(new Blob("ref", hash, 5L << 30, 10_000)))
        .isInstanceOf(Refusal.TooLarge.class);
    assertThat(refusalOf(new Blob("../../escape", hash, 10L, 1)))
        .isInstanceOf(Refusal.BadManifest.class);
    assertThat(refusalOf(new Blob("ref", "../../escape", 10L, 1)))
        .isInstanceOf(Refusal.BadManifest.class);
    assertThat(refusalOf(new Blob("ref", hash, 9L, 1))).isInstanceOf(Refusal.Damaged.class);
    config = new ReferenceStoreConfig(5, config.cacheDir(), 100, Set.of("0".repeat(64)), 900_000);
    assertThat(refusalOf(new Blob("model.pt", hash, 10L, 1)))
        .isEqualTo(new Refusal.UntrustedModel(hash));
  }

  @Test
  void anAbortedPublicationIsInvisible() throws Exception {
    publish(Map.of("ref", random(1_000, 1)));
    try (Producer<String, byte[]> producer = StoreWriter.producers(references()).get()) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic, "active", VersionPublisher.pointer(9)));
      producer.flush();
      producer.abortTransaction();
    }
    Heard heard = new Heard();
    try (VersionFollower follower = follow(config, heard)) {
      assertThat(follower.awaitFirst(TIMEOUT)).isTrue();
      publish(Map.of("ref", random(1_000, 2)));
      await().atMost(TIMEOUT).until(() -> heard.versions.equals(List.of(1L, 2L)));
    }
    assertThat(heard.refusals).isEmpty();
  }

  @Test
  void garbageOnTheTopicIsCountedAndIgnored() throws Exception {
    send("hello", new byte[] {1});
    send("chunk/xyz/0", new byte[] {1});
    send("manifest/7", new byte[] {(byte) 0xC3, 1, 2, 3});
    send("active", "all your base".getBytes(StandardCharsets.UTF_8));
    publish(Map.of("ref", random(1_000, 1)));
    try (VersionFollower follower = follow(config, new Heard())) {
      assertThat(follower.awaitFirst(TIMEOUT)).isTrue();
      assertThat(follower.ignoredRecords()).isEqualTo(4);
      assertThat(follower.current().orElseThrow().version()).isEqualTo(1);
    }
  }

  @Test
  void activatingAnOlderVersionSwitchesBackAndLateJoinersAgree() throws Exception {
    publish(Map.of("ref", random(1_000, 1)));
    publish(Map.of("ref", random(1_000, 2)));
    ReferenceCatalog catalog = new ReferenceCatalog(references());
    Heard heard = new Heard();
    try (VersionFollower follower = follow(config, heard)) {
      assertThat(follower.awaitFirst(TIMEOUT)).isTrue();
      catalog.activate(1, TIMEOUT);
      await().atMost(TIMEOUT).until(() -> heard.versions.equals(List.of(2L, 1L)));
    }
    assertThat(catalog.list(TIMEOUT))
        .extracting(e -> e.manifest().getVersion(), e -> e.active(), e -> e.complete())
        .containsExactly(tuple(1L, true, true), tuple(2L, false, true));
    assertThatThrownBy(() -> catalog.activate(3, TIMEOUT))
        .isInstanceOf(ReferenceStoreException.class)
        .hasMessageContaining("[1, 2]");
    Heard late = new Heard();
    try (VersionFollower follower = follow(withCache("other"), late)) {
      assertThat(follower.awaitFirst(TIMEOUT)).isTrue();
    }
    assertThat(late.versions).containsExactly(1L);
  }

  @Test
  void aWarmCacheIsNotWrittenAgainAndADamagedOneIsMended() throws Exception {
    byte[] content = random(1_000_000, 1);
    publish(Map.of("ref", content));
    loadOnce();
    Path cached = dir.resolve("cache/blobs").resolve(hash(content));
    FileTime written = FileTime.from(NOW);
    Files.setLastModifiedTime(cached, written);
    loadOnce();
    assertThat(Files.getLastModifiedTime(cached)).isEqualTo(written);
    Files.write(cached, random(1_000_000, 2));
    loadOnce();
    assertThat(cached).hasBinaryContent(content);
  }

  @Test
  void versionsBeyondTheKeptOnesAreTombstonedWithTheirChunks() throws Exception {
    ReferenceStoreConfig two =
        new ReferenceStoreConfig(2, config.cacheDir(), config.maxBytes(), Set.of(), 900_000);
    for (int i = 1; i <= 4; i++) {
      publisher(two)
          .publish(
              about("m@" + i),
              Map.of("ref", BlobSource.of(random(1_000, i))),
              PublishProgress.NONE);
    }
    StoreIndex index = new StoreScan(references()).readAll(TIMEOUT);
    assertThat(index.manifests().keySet()).containsExactly(3L, 4L);
    assertThat(index.chunks().keySet())
        .containsExactlyInAnyOrder(hash(random(1_000, 3)), hash(random(1_000, 4)));
  }

  @Test
  void aListenerThatCannotUseAVersionKeepsTheOldOne() throws Exception {
    publish(Map.of("ref", random(1_000, 1)));
    Heard heard = new Heard();
    try (VersionFollower follower = follow(config, heard)) {
      assertThat(follower.awaitFirst(TIMEOUT)).isTrue();
      heard.broken = true;
      publish(Map.of("ref", random(1_000, 2)));
      await().atMost(TIMEOUT).until(() -> !heard.refusals.isEmpty());
      assertThat(heard.refusals).containsExactly(new Refusal.NotUsable("no such layer"));
      assertThat(follower.current().orElseThrow().version()).isEqualTo(1);
    }
  }

  @Test
  void aBugInTheListenerIsNoRefusalAndEndsTheFollowing() throws Exception {
    publish(Map.of("ref", random(1_000, 1)));
    Heard heard = new Heard();
    try (VersionFollower follower = follow(config, heard)) {
      assertThat(follower.awaitFirst(TIMEOUT)).isTrue();
      RuntimeException bug = new NullPointerException("a bug");
      heard.bug = bug;
      publish(Map.of("ref", random(1_000, 2)));
      await().atMost(TIMEOUT).until(() -> follower.failure().isPresent());
      assertThat(follower.failure()).containsSame(bug);
      assertThat(heard.refusals).isEmpty();
      assertThat(follower.current().orElseThrow().version()).as("stays").isEqualTo(1);
    }
  }

  @Test
  void aBugBeforeTheFirstVersionIsToldToWhoWaitsForIt() throws Exception {
    publish(Map.of("ref", random(1_000, 1)));
    Heard heard = new Heard();
    RuntimeException bug = new NullPointerException("a bug");
    heard.bug = bug;
    try (VersionFollower follower = follow(config, heard)) {
      assertThatThrownBy(() -> follower.awaitFirst(TIMEOUT))
          .isInstanceOf(IllegalStateException.class)
          .hasCause(bug);
    }
  }

  @Test
  @Tag("slow")
  void carriesHundredMegabytesInSeconds() throws Exception {
    byte[] content = random(100_000_000, 1);
    long start = System.nanoTime();
    publish(Map.of("model.pt", content));
    long published = System.nanoTime();
    loadOnce();
    System.out.printf(
        "100 MB: %.2f s to publish, %.2f s to load%n",
        (published - start) / 1e9, (System.nanoTime() - published) / 1e9);
    assertThat(dir.resolve("cache/blobs").resolve(hash(content))).hasSize(100_000_000);
  }

  private static final class Heard implements VersionListener {
    final List<Long> versions = new CopyOnWriteArrayList<>();
    final List<Refusal> refusals = new CopyOnWriteArrayList<>();
    volatile boolean broken;
    volatile @Nullable RuntimeException bug;

    @Override
    public Optional<Refusal> onVersion(PublishedVersion version) {
      RuntimeException thrown = bug;
      if (thrown != null) {
        throw thrown;
      }
      if (broken) {
        return Optional.of(new Refusal.NotUsable("no such layer"));
      }
      versions.add(version.version());
      return Optional.empty();
    }

    @Override
    public void onRefused(long version, Refusal reason) {
      refusals.add(reason);
    }
  }

  private Refusal refusalOf(Blob blob) throws Exception {
    send("manifest/1", CODEC.encode(manifest(1, blob)));
    send("active", VersionPublisher.pointer(1));
    Heard heard = new Heard();
    try (VersionFollower follower = follow(config, heard)) {
      await().atMost(TIMEOUT).until(() -> !heard.refusals.isEmpty());
      assertThat(follower.current()).isEmpty();
    }
    return heard.refusals.get(0);
  }

  private void loadOnce() throws InterruptedException {
    try (VersionFollower follower = follow(config, new Heard())) {
      assertThat(follower.awaitFirst(TIMEOUT)).isTrue();
    }
  }

  private ReferenceTopic references() {
    return new ReferenceTopic(client(), topic, WriterSchemas.none());
  }

  private Map<String, Object> client() {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }

  private ReferenceStoreConfig withCache(String name) {
    return Settings.defaults(ReferenceStoreConfig.class).in(dir.resolve(name));
  }

  private VersionFollower follow(ReferenceStoreConfig config, VersionListener listener) {
    return VersionFollower.start(references(), config, listener);
  }

  private VersionPublisher publisher(ReferenceStoreConfig config) {
    return new VersionPublisher(references(), config, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private void publish(Map<String, byte[]> blobs) throws ReferenceStoreException {
    Map<String, BlobSource> sources = new HashMap<>();
    blobs.forEach((name, bytes) -> sources.put(name, BlobSource.of(bytes)));
    publisher(config).publish(about("m@1"), sources, PublishProgress.NONE);
  }

  private void send(String key, byte[] value) throws Exception {
    try (Producer<String, byte[]> producer =
        new KafkaProducer<>(client(), new StringSerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, 0, key, value)).get();
    }
  }

  private List<String> committedKeys() {
    StoreScan scan = new StoreScan(references());
    List<String> keys = new ArrayList<>();
    try (Consumer<String, byte[]> consumer = scan.open()) {
      long end = consumer.endOffsets(List.of(scan.partition())).getOrDefault(scan.partition(), 0L);
      while (consumer.position(scan.partition()) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> keys.add(record.key()));
      }
    }
    return keys;
  }

  private static ReferenceManifest.Builder about(String model) {
    return ReferenceManifest.newBuilder()
        .setModelVersion(model)
        .setLabels(List.of("cat", "dog"))
        .setKnownByLabel(Map.of("cat", 3, "dog", 4))
        .setKnownFrames(7)
        .setPooledFrames(70)
        .setCalibrationFrames(20)
        .setForm("zscore")
        .setRatioAverage(0.5)
        .setWeight(0.5)
        .setAccuracy(0.9);
  }

  private static ReferenceManifest manifest(long version, Blob blob) {
    return about("m@1").setVersion(version).setCreatedAt(NOW).setBlobs(List.of(blob)).build();
  }

  private static Blob blob(byte[] content) throws IOException {
    return new Blob("ref", hash(content), (long) content.length, 1);
  }

  private static String chunkKey(byte[] content, int index) throws IOException {
    return new StoreKey.Chunk(hash(content), index).text();
  }

  private static String hash(byte[] content) throws IOException {
    return Sha256.of(new ByteArrayInputStream(content));
  }

  private static byte[] random(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
