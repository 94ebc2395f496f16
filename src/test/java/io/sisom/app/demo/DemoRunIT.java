package io.sisom.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.app.config.SisomConfig;
import io.sisom.broker.EmbeddedBroker;
import io.sisom.demo.DemoResult;
import io.sisom.demo.world.WorldConfig;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoRunIT {
  private static final int FRAMES = 1500;

  @ParameterizedTest
  @ValueSource(strings = {"sisome", "lean"})
  void noticesWhatIsNewAndSwapsToASecondReferenceSetWithoutLosingAFrame(
      String profile, @TempDir Path dir) throws Exception {
    StringWriter told = new StringWriter();
    DemoResult result = run(profile, dir, new DemoStory(new PrintWriter(told, true)));

    assertThat(result.complete()).as("frames in = frames scored: %s", result.table()).isTrue();
    assertThat(noticedShare(result)).as(result.table()).isGreaterThan(0.8);
    assertThat(result.falseAlarmsPerThousand()).as(result.table()).isLessThan(30);
    assertThat(result.labels()).isPositive();
    assertThat(result.versions()).as(told.toString()).contains(1L, 2L);
    assertThat(told.toString()).contains("ALERT", "labels given", "reference set 2 published");
  }

  /** The demo in quick motion: four times the frames a second. */
  private static DemoResult run(String profile, Path dir, DemoStory story) throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("broker"), 0, Map.of())) {
      Map<String, String> settings = DemoPlan.settings(dir);
      settings.put("score.profile", profile);
      settings.put("alert.quiet.ms", "500");
      settings.put("training.publish.ms", "3000");
      settings.put("candidate.window.ms", "2000");
      SisomConfig config = SisomConfig.of(settings).at(broker.bootstrapServers());
      DemoPlan plan = new DemoPlan(FRAMES, 3, 800, 11, quickWorld());
      Path bundle = BundledModel.unpack(dir.resolve("model"));
      return new DemoRun(config, plan, bundle, story, new SimpleMeterRegistry()).run();
    }
  }

  private static WorldConfig quickWorld() {
    return WorldConfig.from(
        new AbstractConfig(
            WorldConfig.definition(),
            Map.of("demo.world.fps", "40", "demo.world.calm.frames", "60"),
            false));
  }

  private static double noticedShare(DemoResult result) {
    int came = result.found().values().stream().mapToInt(DemoResult.Found::came).sum();
    int noticed = result.found().values().stream().mapToInt(DemoResult.Found::noticed).sum();
    return (double) noticed / came;
  }
}
