package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sisom.method.Logits;
import java.io.File;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoveltyTest {
  private static final Novelty NOVELTY =
      new Novelty(
          new float[] {1, 0, 1, 0.1f, 0, 1, 0.1f, 1},
          new float[] {1, 1, 1, 1, 1, 1, 1, 1},
          new int[] {0, 0, 1, 1},
          2);

  @Test
  void scoresAFamiliarAndANovelFrame() {
    float[] gradients = {1, 1};
    assertTrue(NOVELTY.ratio(new float[] {1, 0.05f}, gradients, Logits.of(5, 0)) < 0.1);
    assertTrue(NOVELTY.ratio(new float[] {0.6f, 0.5f}, gradients, Logits.of(1, 0.9)) > 0.5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.apache.kafka.clients.producer.KafkaProducer",
        "org.apache.kafka.streams.KafkaStreams",
        "org.apache.kafka.common.config.ConfigDef",
        "ai.djl.Model",
        "ai.djl.pytorch.engine.PtEngine",
        "org.apache.avro.Schema",
        "io.micrometer.core.instrument.MeterRegistry",
        "io.sisom.setting.Setting"
      })
  void needsNothingOfTheStreamsApplication(String name) {
    assertThrows(ClassNotFoundException.class, () -> Class.forName(name));
  }

  @Test
  void bringsNoOtherLibrariesThanThese() {
    Set<String> libraries = new TreeSet<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      String name = new File(entry).getName().replaceFirst("-\\d.*", "");
      if (entry.endsWith(".jar") && !name.matches("junit-.*|surefire-.*|opentest4j|apiguardian-api")) {
        libraries.add(name);
      }
    }
    assertEquals(
        new TreeSet<>(
            Set.of(
                "sisom-core",
                "commons-numbers-core",
                "commons-numbers-fraction",
                "commons-numbers-gamma",
                "jackson-annotations",
                "jackson-core",
                "jackson-databind",
                "jspecify",
                "slf4j-api")),
        libraries);
  }
}
