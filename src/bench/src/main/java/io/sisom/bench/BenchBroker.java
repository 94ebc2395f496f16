package io.sisom.bench;

import io.sisom.broker.EmbeddedBroker;
import io.sisom.reference.ReferenceSet;
import io.sisom.reference.ReferenceSetFile;
import io.sisom.schema.ReferenceManifest;
import io.sisom.setting.Settings;
import io.sisom.version.BlobSource;
import io.sisom.version.PublishProgress;
import io.sisom.version.ReferenceStoreConfig;
import io.sisom.version.ReferenceStoreException;
import io.sisom.version.ReferenceTopic;
import io.sisom.version.VersionPublisher;
import io.sisom.wire.TopicSetup;
import io.sisom.wire.Topics;
import io.sisom.wire.WriterSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The benchmark's own broker with all topics, and the producer that sends frames to it. */
final class BenchBroker implements AutoCloseable {
  /** Of every topic but the reference sets'. */
  static final int PARTITIONS = 4;

  private static final int MAX_MESSAGE_BYTES = 8 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path dir;
  private final BenchSettings settings;
  private final EmbeddedBroker broker;
  private final Topics topics;
  private final Map<String, String> client;
  private final KafkaProducer<byte[], byte[]> producer;

  private BenchBroker(Path dir, BenchSettings settings, EmbeddedBroker broker) {
    this.dir = dir;
    this.settings = settings;
    this.broker = broker;
    this.topics = Settings.defaults(Topics.class);
    this.client = new HashMap<>(settings.kafka());
    client.put("bootstrap.servers", broker.bootstrapServers());
    Map<String, Object> producing = new HashMap<>(client);
    producing.put(ProducerConfig.LINGER_MS_CONFIG, "0");
    producing.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_MESSAGE_BYTES);
    this.producer =
        new KafkaProducer<>(producing, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Starts it in an empty folder. */
  static BenchBroker start(Path dir, BenchSettings settings) throws Exception {
    EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("broker"), 0, Map.of());
    BenchBroker rig = new BenchBroker(dir, settings, broker);
    try (Admin admin = Admin.create(new HashMap<String, Object>(rig.client))) {
      new TopicSetup(admin).create(rig.topics, PARTITIONS, (short) 1, PATIENCE);
    } catch (Exception e) {
      rig.close();
      throw e;
    }
    return rig;
  }

  Path dir() {
    return dir;
  }

  BenchSettings settings() {
    return settings;
  }

  Topics topics() {
    return topics;
  }

  /** Client properties with the broker's address. */
  Map<String, String> client() {
    return client;
  }

  /** Client properties of a reader of committed records. */
  Map<String, Object> consumer() {
    Map<String, Object> consuming = new HashMap<>(client);
    consuming.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    consuming.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    consuming.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MAX_MESSAGE_BYTES);
    return consuming;
  }

  /** Where versions lie, all of this program's own making. */
  ReferenceTopic references() {
    return new ReferenceTopic(consumer(), topics.references(), WriterSchemas.none());
  }

  /** Where versions are kept. */
  ReferenceStoreConfig store() {
    return Settings.defaults(ReferenceStoreConfig.class).in(dir.resolve("references"));
  }

  /** Makes further topics, as the others are. */
  void add(List<String> names) throws InterruptedException {
    List<NewTopic> wanted =
        names.stream().map(name -> new NewTopic(name, PARTITIONS, (short) 1)).toList();
    try (Admin admin = Admin.create(new HashMap<String, Object>(client))) {
      admin.createTopics(wanted).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the bench's own topics cannot be made", e);
    }
  }

  /** Sends a record of the n-th frame to its partition, without waiting. */
  void send(int n, byte[] value) {
    send(topics.frames(), n, value);
  }

  /** The same on another topic. */
  @SuppressWarnings("FutureReturnValueIgnored") // flush waits, and a lost frame is missed later
  void send(String topic, int n, byte[] value) {
    producer.send(new ProducerRecord<>(topic, n % PARTITIONS, null, value));
  }

  /** Waits until all that was sent is on the topic. */
  void flush() {
    producer.flush();
  }

  /** Publishes bundle and set as the active version; its number. */
  long publish(BenchModel model, ReferenceSet set) throws IOException, ReferenceStoreException {
    Path file = Files.createTempFile(dir, "reference-", ".safetensors");
    try {
      ReferenceSetFile.write(set, file);
      Map<String, BlobSource> blobs = new LinkedHashMap<>();
      blobs.put("model.json", BlobSource.of(model.bundle().descriptionFile()));
      blobs.put("model.pt", BlobSource.of(model.bundle().torchScript()));
      blobs.put("reference.safetensors", BlobSource.of(file));
      return new VersionPublisher(references(), store(), Clock.systemUTC())
          .publish(about(model, set), blobs, PublishProgress.NONE)
          .getVersion();
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static ReferenceManifest.Builder about(BenchModel model, ReferenceSet set) {
    int[] counts = BenchModel.countByLabel(set);
    Map<String, Integer> byLabel = new LinkedHashMap<>();
    for (int label = 0; label < counts.length; label++) {
      if (counts[label] > 0) {
        byLabel.put(set.head().labels().get(label), counts[label]);
      }
    }
    return ReferenceManifest.newBuilder()
        .setModelVersion(model.bundle().version())
        .setLabels(set.head().labels())
        .setKnownByLabel(byLabel)
        .setKnownFrames(set.known().size())
        .setPooledFrames(set.known().size())
        .setUnknownLabelFrames(0)
        .setCalibrationFrames(set.calibration().size())
        .setForm(set.form().key())
        .setProfile(set.profile().key())
        .setFitReport(set.fitReport())
        .setRatioAverage(set.ratioAverage())
        .setWeight(set.balance().weight())
        .setAccuracy(0);
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
    broker.close();
  }
}
