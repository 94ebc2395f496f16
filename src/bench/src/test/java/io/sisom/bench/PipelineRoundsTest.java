package io.sisom.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PipelineRoundsTest {
  private static final TopicBytes NO_BYTES = new TopicBytes(Map.of(), Map.of());
  private static final Map<ProcessorTimes.Work, Double> SHARES =
      Map.of(ProcessorTimes.Work.DEVICE, 1.5, ProcessorTimes.Work.COMPILER, 0.5);

  private final PipelineRounds rounds = new PipelineRounds("drawn");

  @Test
  void anotherLoopIsComparedRoundByRound() {
    for (double rate : new double[] {200, 100, 400}) {
      rounds.alone(new Rate(2 * rate, 1));
      rounds.worked(PipelineBench.EXACTLY_ONCE, worked(1.5 * rate));
      rounds.beside(new Rate(rate, 3));
    }
    List<BenchFigure> lines = rounds.lines(2);
    assertThat(ratio(lines, "drawn, Kafka to Kafka, exactly_once_v2")).isEqualTo(0.75);
    assertThat(ratio(lines, "drawn, the other loop")).isEqualTo(0.5);
    assertThat(ratio(lines, "drawn, Kafka to Kafka, exactly_once_v2 to the other loop"))
        .isEqualTo(1.5);
    assertThat(ratio(lines, "drawn, the other loop without a broker, processor time")).isEqualTo(3);
  }

  @Test
  void withoutAnotherLoopThereIsNoLineOfIt() {
    rounds.alone(new Rate(2, 1));
    rounds.worked(PipelineBench.EXACTLY_ONCE, worked(1));
    assertThat(rounds.lines(2)).extracting(BenchFigure::what).noneMatch(it -> it.contains("other"));
  }

  @Test
  void compilingIsAPartOfTheProcessorTime() {
    assertThat(worked(1).compiling()).isEqualTo(0.25);
    assertThat(new BacklogRuns.Worked(Rate.NONE, 1, Map.of(), NO_BYTES).compiling())
        .as("where the system does not tell")
        .isZero();
  }

  private static BacklogRuns.Worked worked(double rate) {
    return new BacklogRuns.Worked(new Rate(rate, 2), 32, SHARES, NO_BYTES);
  }

  private static double ratio(List<BenchFigure> lines, String what) {
    return lines.stream().filter(it -> it.what().equals(what)).findFirst().orElseThrow().ratio();
  }
}
