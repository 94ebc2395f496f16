package io.sisom.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.broker.EmbeddedBroker;
import io.sisom.cli.config.SisomConfig;
import io.sisom.demo.world.WorldDump;
import io.sisom.it.cli.Shell.Run;
import io.sisom.it.rig.TopicReader;
import io.sisom.labeling.PoolEditor;
import io.sisom.schema.LabeledFrame;
import io.sisom.schema.SensorFrame;
import io.sisom.testkit.Shared;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.LabelKey;
import io.sisom.wire.TopicSetup;
import io.sisom.wire.WriterSchemas;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sisom label import-dir} on a broker, again and again. */
class LabelFoldersIT {
  @TempDir private static Path dir;
  private static EmbeddedBroker broker;
  private int topics;

  private final AvroCodec<LabeledFrame> codec = AvroCodec.of(LabeledFrame.class);

  @BeforeAll
  static void start() throws Exception {
    broker = EmbeddedBroker.start(dir.resolve("broker"), 0, Map.of());
    WorldDump.main(new String[] {dir.resolve("train").toString(), "6", "1", "known"});
    WorldDump.main(new String[] {dir.resolve("val").toString(), "2", "77", "known"});
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void twoFoldersWithTheSameNamesAreAllThereAndTheSameTwiceIsThereOnce() throws Exception {
    Map<String, String> settings = pool("twice");
    assertThat(done(settings, "label import-dir " + dir.resolve("train")).out())
        .startsWith("48 labeled frames");
    done(settings, "label import-dir " + dir.resolve("val"));
    assertThat(answers(settings)).hasSize(64);
    Run again = sisom(settings, "label import-dir " + dir.resolve("train"));
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.out()).startsWith("0 labeled frames");
    assertThat(again.err()).contains("in the pool already with this label: 48");
    assertThat(answers(settings)).hasSize(64);
  }

  @Test
  void aPoolOfAnEarlierVersionIsNotDoubledAndItsIdsStayValid() throws Exception {
    Map<String, String> settings = pool("earlier");
    SisomConfig config = SisomConfig.of(settings);
    String kept = "";
    try (KafkaProducer<String, byte[]> producer = config.kafka().producer();
        Stream<Path> files = Files.walk(dir.resolve("train"))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        kept = dir.resolve("train").relativize(file).toString();
        String label = kept.substring(0, kept.indexOf('/'));
        LabeledFrame labeled = earlier(kept, label, Files.readAllBytes(file));
        producer.send(
            new ProducerRecord<>(
                config.topics().labels(), LabelKey.of(labeled), codec.encode(labeled)));
      }
    }
    Map<String, String> before = answers(settings);
    assertThat(before).hasSize(48).containsKey(kept + "|import");

    Run again = sisom(settings, "label import-dir " + dir.resolve("train"));
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(answers(settings)).isEqualTo(before);
    done(settings, "label import-dir " + dir.resolve("val"));
    assertThat(answers(settings)).hasSize(64).containsAllEntriesOf(before);

    String label = kept.substring(0, kept.indexOf('/'));
    done(settings, "label rename " + label + " other");
    assertThat(answers(settings)).containsEntry(kept + "|import", "other");
    Run conflict = sisom(settings, "label import-dir " + dir.resolve("train"));
    assertThat(conflict.exitCode()).isEqualTo(1);
    assertThat(conflict.err()).contains("labeled otherwise in the pool by the same annotator: 6");
    done(settings, "label import-dir --replace " + dir.resolve("train"));
    assertThat(answers(settings)).containsEntry(kept + "|import", label).hasSize(64);
    done(settings, "label withdraw --frame " + kept);
    assertThat(answers(settings)).doesNotContainKey(kept + "|import").hasSize(63);
  }

  @Test
  void theCasesFoldersAreTaken() throws Exception {
    Path cases = Shared.cases();
    Path names = cases.resolve("11-same-names-overwrite/two");
    Map<String, String> same = pool("case11");
    done(same, "label import-dir " + names.resolve("train"));
    done(same, "label import-dir " + names.resolve("val"));
    assertThat(answers(same).values()).containsExactly("ball", "ball");

    Map<String, String> encodings = pool("case20");
    done(encodings, "label import-dir " + cases.resolve("20-png-named-jpg/pictures"));
    assertThat(encodings(encodings, 3)).containsExactly("jpeg", "jpeg", "png");

    for (String one : List.of("a", "b", "c", "d", "e")) {
      Map<String, String> hidden = pool("case21" + one);
      Run run = sisom(hidden, "label import-dir " + cases.resolve("21-hidden-folders/" + one));
      assertThat(run.exitCode()).as(one + run.err()).isEqualTo(one.equals("e") ? 1 : 0);
      assertThat(answers(hidden).values()).as(one).containsExactlyInAnyOrder("ball", "car");
    }
  }

  @Test
  void namesThatCannotBeSeenAreWrongUsage() {
    for (String command :
        List.of("label import-dir x --annotator a\u202eb", "feed images x --sensor cam\u200b")) {
      Run run = sisom(Map.of("kafka.bootstrap.servers", broker.bootstrapServers()), command);
      assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
      assertThat(run.err()).contains("\\u{");
    }
  }

  private static LabeledFrame earlier(String frameId, String label, byte[] image) {
    SensorFrame frame =
        SensorFrame.newBuilder()
            .setFrameId(frameId)
            .setSensorId("train")
            .setCapturedAt(Instant.EPOCH)
            .setEncoding("jpeg")
            .setContent(ByteBuffer.wrap(image))
            .build();
    return LabeledFrame.newBuilder()
        .setFrame(frame)
        .setLabel(label)
        .setAnnotator("import")
        .setLabeledAt(Instant.EPOCH)
        .build();
  }

  private Map<String, String> pool(String name) throws Exception {
    Map<String, String> settings = new TreeMap<>();
    settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
    settings.put("topic.labels", "labels-" + name + topics++);
    SisomConfig config = SisomConfig.of(settings);
    try (Admin admin = config.kafka().admin()) {
      new TopicSetup(admin).create(config.topics(), 3, (short) 1, Duration.ofSeconds(60));
    }
    return settings;
  }

  /** The label under each key. */
  private static Map<String, String> answers(Map<String, String> settings) {
    SisomConfig config = SisomConfig.of(settings);
    PoolEditor pool =
        new PoolEditor(
            config.kafka().consumerProperties(),
            () -> config.kafka().transactionalProducer("none"),
            config.topics().labels(),
            WriterSchemas.none());
    Map<String, String> answers = new TreeMap<>();
    pool.answers().forEach((key, answer) -> answers.put(key, answer.label()));
    return answers;
  }

  private static List<String> encodings(Map<String, String> settings, int frames) throws Exception {
    SisomConfig config = SisomConfig.of(settings);
    try (TopicReader reader = new TopicReader(config.kafka(), config.topics().labels())) {
      return TopicReader.values(
              LabeledFrame.class,
              reader.until(records -> records.size() >= frames, Duration.ofSeconds(30)))
          .stream()
          .map(it -> it.getFrame().getEncoding())
          .sorted()
          .toList();
    }
  }

  private static Run done(Map<String, String> settings, String command) {
    Run run = sisom(settings, command);
    assertThat(run.exitCode()).as(command + ": " + run.err()).isZero();
    return run;
  }

  private static Run sisom(Map<String, String> settings, String command) {
    List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
    settings.forEach(
        (key, value) -> {
          arguments.add("--set");
          arguments.add(key + "=" + value);
        });
    return Shell.run(arguments.toArray(String[]::new));
  }
}
