package io.sisom.evaluation.episode;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** One method over all rounds. */
final class MethodTally {
  private final String name;
  private final String source;
  private final List<RoundResult> rounds = new ArrayList<>();

  MethodTally(String name, String source) {
    this.name = name;
    this.source = source;
  }

  void add(RoundResult round) {
    rounds.add(round);
  }

  MethodCalibrations calibrations() {
    return new MethodCalibrations(name, rounds.stream().map(RoundResult::calibration).toList());
  }

  /** A line for each form and rate. */
  List<EpisodeLine> lines() {
    return IntStream.range(0, rounds.get(0).rates().size())
        .mapToObj(
            place ->
                EpisodeLine.of(
                    name, source, rounds.stream().map(round -> round.rates().get(place)).toList()))
        .toList();
  }
}
