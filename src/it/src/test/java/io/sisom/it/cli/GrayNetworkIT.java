package io.sisom.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.broker.EmbeddedBroker;
import io.sisom.cli.config.SisomConfig;
import io.sisom.it.cli.Shell.Run;
import io.sisom.method.Logits;
import io.sisom.scorer.ScorerProcess;
import io.sisom.testkit.GrayBundle;
import io.sisom.testkit.Thorough;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network of one channel and two classes the whole way, from colored pictures to reports. */
@Thorough
class GrayNetworkIT {
  private static final int SIDE = 32;

  @TempDir private Path dir;

  @Test
  void leadsFromColoredPicturesToScoresAndReports() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("broker"), 0, Map.of())) {
      Map<String, String> settings = settings(broker.bootstrapServers());
      Path model = GrayBundle.unpack(dir.resolve("gray"));
      draw(dir.resolve("labels/class 0"), 120, 40);
      draw(dir.resolve("labels/class 1"), 120, 200);
      done(settings, "topics", "create");
      assertThat(done(settings, "label", "import-dir", dir.resolve("labels").toString()))
          .contains("240 labeled frames");
      assertThat(done(settings, "train", "--once", "--model", model.toString()))
          .startsWith("reference version 1:")
          .contains("2 classes");
      assertThat(done(settings, "train", "--once", "--mode", "head", "--model", model.toString()))
          .startsWith("reference version 2:");
      done(settings, "reference", "activate", "1");

      Path camera = Files.createDirectories(dir.resolve("camera"));
      for (int i = 0; i < 4; i++) {
        String name = "picture-" + i + ".png";
        Files.copy(model.resolve(name), camera.resolve(name));
      }
      List<String> scores = scores(settings, camera);
      assertThat(scores).hasSize(4);
      assertThat(scores.stream().map(row -> Double.parseDouble(row.split(",")[4])).sorted())
          .zipSatisfy(
              energies(model),
              (energy, right) -> assertThat(energy).isCloseTo(right, within(1e-4)));

      Path report = dir.resolve("report.html");
      String known = "topic:labeled-frames";
      String cache = dir.resolve("cache").toString();
      done(
          settings,
          "evaluate",
          "--model",
          model.toString(),
          "--known",
          known,
          "--id",
          known,
          "--near",
          "seen=topic:sensor-frames",
          "--cache",
          cache,
          "--report",
          report.toString());
      assertThat(report).content().contains("data:image/png;base64,");
      assertThat(
              done(
                  settings, "fit", "--known", known, "--cache", cache, "--model", model.toString()))
          .contains("score.profile=");
    }
  }

  private List<String> scores(Map<String, String> settings, Path camera) throws Exception {
    try (ScorerProcess scorer =
        new ScorerProcess(
            SisomConfig.of(settings).forScorer(), new SimpleMeterRegistry(), Clock.systemUTC())) {
      scorer.start();
      done(settings, "feed", "images", camera.toString(), "--sensor", "cam");
      String read = "scores --from-beginning --until-idle 10 --format csv";
      return done(settings, read.split(" ")).lines().skip(1).toList();
    }
  }

  /** As Python's logits have it, in order of size. */
  private static List<Double> energies(Path model) throws Exception {
    JsonNode logits =
        new ObjectMapper().readTree(model.resolve("expected.json").toFile()).get("logits");
    List<Double> energies = new ArrayList<>();
    for (int i = 0; i < logits.size(); i += 2) {
      Logits pair = Logits.of(logits.get(i).doubleValue(), logits.get(i + 1).doubleValue());
      energies.add(pair.energy());
    }
    return energies.stream().sorted().toList();
  }

  private Map<String, String> settings(String broker) {
    Map<String, String> settings = new HashMap<>();
    settings.put("kafka.bootstrap.servers", broker);
    settings.put("scoring.state.dir", dir.resolve("streams").toString());
    settings.put("reference.cache.dir", dir.resolve("references").toString());
    settings.put("learning.dir", dir.resolve("learning").toString());
    settings.put("device", "cpu");
    return settings;
  }

  /** Colored noise around a brightness. */
  private static void draw(Path folder, int count, int brightness) throws Exception {
    Files.createDirectories(folder);
    Random random = new Random(brightness);
    for (int n = 0; n < count; n++) {
      BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
      for (int at = 0; at < SIDE * SIDE; at++) {
        int rgb = 0;
        for (int shift = 0; shift < 24; shift += 8) {
          rgb |= Math.max(0, Math.min(255, brightness + random.nextInt(80) - 40)) << shift;
        }
        image.setRGB(at % SIDE, at / SIDE, rgb);
      }
      ImageIO.write(image, "png", folder.resolve(n + ".png").toFile());
    }
  }

  private static String done(Map<String, String> settings, String... command) {
    List<String> arguments = new ArrayList<>(Arrays.asList(command));
    settings.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
    Run run = Shell.run(arguments.toArray(String[]::new));
    assertThat(run.exitCode()).as("%s: %s", List.of(command), run.err()).isZero();
    return run.out();
  }
}
