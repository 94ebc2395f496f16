package io.sisom.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchReportTest {
  private static final List<BenchFigure> LINES =
      List.of(
          new BenchFigure("forward", 12.345, "ms/frame", 1),
          new BenchFigure("forward and backward", 24.69, "ms/frame", 2),
          BenchFigure.of("frames sent", 7102, "frames"));

  @Test
  void alignsFiguresAndShowsRatiosWhereThereAreSome() {
    assertThat(report(true).text().lines())
        .contains(
            "Passes",
            "  forward                     12.3 ms/frame  x 1.00",
            "  forward and backward        24.7 ms/frame  x 2.00",
            "  frames sent                 7102 frames",
            "  (in turns)")
        .noneMatch(line -> line.contains("FAILED"));
  }

  @Test
  void saysWhereAFrameWasLost() {
    assertThat(report(true).sound()).isTrue();
    assertThat(report(false).sound()).isFalse();
    assertThat(report(false).text()).contains("FAILED: not every frame got its one score");
  }

  @Test
  void givesProgramsEveryFigure() throws Exception {
    JsonNode json = new ObjectMapper().readTree(report(true).json());
    assertThat(json.get("processors").asInt()).isPositive();
    JsonNode section = json.get("sections").get(0);
    assertThat(section.get("part").asText()).isEqualTo("kernel");
    assertThat(section.get("sound").asBoolean()).isTrue();
    assertThat(section.get("lines").get(1).get("value").asDouble()).isEqualTo(24.69);
    assertThat(section.get("lines").get(1).get("ratio").asDouble()).isEqualTo(2);
    assertThat(section.get("lines").get(2).has("ratio")).isFalse();
    assertThat(section.get("notes").get(0).asText()).isEqualTo("in turns");
  }

  private static BenchReport report(boolean sound) {
    return BenchReport.of(
        "sisom-streams 1",
        List.of(new BenchSection("kernel", "Passes", LINES, List.of("in turns"), sound)));
  }
}
