package io.sisom.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the rounds of one kind of frames gave, and the figures made of it. */
final class PipelineRounds {
  private final String kind;
  private final Map<String, List<BacklogRuns.Worked>> worked = new LinkedHashMap<>();
  private final List<Rate> alone = new ArrayList<>();
  private final List<Rate> onAll = new ArrayList<>();
  private final List<Rate> beside = new ArrayList<>();

  PipelineRounds(String kind) {
    this.kind = kind;
  }

  void alone(Rate rate) {
    alone.add(rate);
  }

  void onAllThreads(Rate rate) {
    onAll.add(rate);
  }

  void beside(Rate rate) {
    beside.add(rate);
  }

  void worked(String guarantee, BacklogRuns.Worked run) {
    worked.computeIfAbsent(guarantee, first -> new ArrayList<>()).add(run);
  }

  /**
   * The figures.
   *
   * @param threads of the network where it is alone on all of them
   */
  List<BenchFigure> lines(int threads) {
    String network = kind + ", network alone";
    String onAllThreads = network + ", on all %d threads".formatted(threads);
    List<BenchFigure> lines = new ArrayList<>();
    lines.add(RateLines.line(network, alone, alone));
    if (!onAll.isEmpty()) {
      lines.add(RateLines.line(onAllThreads, onAll, alone));
    }
    worked.forEach((key, runs) -> lines.add(RateLines.line(name(key), rates(runs), alone)));
    if (!beside.isEmpty()) {
      lines.add(RateLines.line(kind + ", the other loop", beside, alone));
      worked.forEach(
          (key, runs) ->
              lines.add(RateLines.line(name(key) + " to the other loop", rates(runs), beside)));
    }
    lines.add(RateLines.processor(network, alone, alone));
    if (!onAll.isEmpty()) {
      lines.add(RateLines.processor(onAllThreads, onAll, alone));
    }
    worked.forEach((key, runs) -> lines.add(RateLines.processor(name(key), rates(runs), alone)));
    if (!beside.isEmpty()) {
      lines.add(RateLines.processor(kind + ", the other loop without a broker", beside, alone));
    }
    worked.forEach(
        (key, runs) -> {
          if (key.equals(PipelineBench.EXACTLY_ONCE)) {
            lines.addAll(
                RateLines.shares(
                    name(key), runs.stream().map(BacklogRuns.Worked::shares).toList()));
            lines.addAll(bytes(name(key), runs.stream().map(BacklogRuns.Worked::bytes).toList()));
          }
        });
    worked.forEach(
        (key, runs) ->
            lines.add(
                BenchFigure.of(
                    name(key) + ", frames a batch",
                    RateLines.median(runs.size(), round -> runs.get(round).framesPerBatch()),
                    "frames")));
    return lines;
  }

  private static List<BenchFigure> bytes(String name, List<TopicBytes> runs) {
    List<BenchFigure> lines = new ArrayList<>();
    for (TopicBytes.Purpose purpose : TopicBytes.Purpose.values()) {
      lines.add(
          BenchFigure.of(
              name + ", written to Kafka for a frame: " + purpose.words(),
              RateLines.median(
                  runs.size(), round -> runs.get(round).written().getOrDefault(purpose, 0L)),
              "bytes"));
      lines.add(
          BenchFigure.of(
              name + ", read from Kafka for a frame: " + purpose.words(),
              RateLines.median(
                  runs.size(), round -> runs.get(round).read().getOrDefault(purpose, 0L)),
              "bytes"));
    }
    return lines;
  }

  private String name(String guarantee) {
    return kind + ", Kafka to Kafka, " + guarantee;
  }

  private static List<Rate> rates(List<BacklogRuns.Worked> runs) {
    return runs.stream().map(BacklogRuns.Worked::rate).toList();
  }
}
