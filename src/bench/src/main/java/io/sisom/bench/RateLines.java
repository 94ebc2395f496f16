package io.sisom.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Figures of several rounds: medians, and medians of each round's ratio to the network alone. */
final class RateLines {
  private RateLines() {}

  static BenchFigure line(String what, List<Rate> rates, List<Rate> alone) {
    return new BenchFigure(
        what,
        median(rates.size(), round -> rates.get(round).perSecond()),
        "frames/s",
        median(rates.size(), round -> rates.get(round).perSecond() / alone.get(round).perSecond()));
  }

  static BenchFigure processor(String what, List<Rate> rates, List<Rate> alone) {
    return new BenchFigure(
        what + ", processor time",
        median(rates.size(), round -> rates.get(round).processorMillis()),
        "ms/frame",
        median(
            rates.size(),
            round -> rates.get(round).processorMillis() / alone.get(round).processorMillis()));
  }

  static double median(int rounds, IntToDoubleFunction ofRound) {
    return InterleavedTiming.median(IntStream.range(0, rounds).mapToDouble(ofRound).toArray());
  }

  /** Where a frame's processor time went, one line for each kind of work. */
  static List<BenchFigure> shares(String what, List<Map<ProcessorTimes.Work, Double>> rounds) {
    List<BenchFigure> lines = new ArrayList<>();
    for (ProcessorTimes.Work work : ProcessorTimes.Work.values()) {
      if (rounds.stream().anyMatch(round -> round.containsKey(work))) {
        lines.add(
            BenchFigure.of(
                what + ", processor time of " + work.words(),
                median(rounds.size(), round -> rounds.get(round).getOrDefault(work, 0.0)),
                "ms/frame"));
      }
    }
    return lines;
  }
}
