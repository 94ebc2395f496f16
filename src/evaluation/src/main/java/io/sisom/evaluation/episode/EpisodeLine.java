package io.sisom.evaluation.episode;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sisom.evaluation.episode.SpliceOutcome.Found;
import io.sisom.evaluation.episode.SpliceOutcome.Hidden;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One method under one form of calibration at one rate, over all rounds. Shares are 0 to 1.
 *
 * @param method its name
 * @param source where it was published
 * @param calibration form of it
 * @param asked rate of false alarms
 * @param smallest p-value there can be, the largest of the rounds; above {@code asked} no frame can
 *     be novel in some round
 * @param seen share of unchanged frames that were novel
 * @param seenByRound the same in each round
 * @param alarmedBlocks share of the unchanged stream's blocks of time with a novel frame
 * @param falseEpisodes on the unchanged stream
 * @param falsePerHour the same over the time that was judged
 * @param falsePerHourLow lower end of its 95 % interval, were episodes a Poisson process
 * @param falsePerHourHigh upper end
 * @param found novelties whose frames opened an episode
 * @param missed novelties that opened none
 * @param hidden of the missed ones those during an episode that had opened before
 * @param byKind found and all, by kind of novelty
 * @param secondsMedian from a found novelty's first frame to its alert; left out where none was
 *     found
 * @param secondsMax the longest of these
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EpisodeLine(
    String method,
    String source,
    CalibrationForm calibration,
    double asked,
    double smallest,
    double seen,
    List<Double> seenByRound,
    double alarmedBlocks,
    int falseEpisodes,
    double falsePerHour,
    double falsePerHourLow,
    double falsePerHourHigh,
    int found,
    int missed,
    int hidden,
    Map<String, Count> byKind,
    @Nullable Double secondsMedian,
    @Nullable Double secondsMax) {

  /**
   * Novelties of one kind.
   *
   * @param found of these
   * @param of all
   */
  public record Count(int found, int of) {
    Count plus(SpliceOutcome outcome) {
      return new Count(found + (outcome instanceof Found ? 1 : 0), of + 1);
    }
  }

  static EpisodeLine of(String method, String source, List<RateResult> rounds) {
    Map<String, Count> byKind = new LinkedHashMap<>();
    int hidden = 0;
    List<Double> seconds = new ArrayList<>();
    for (RateResult round : rounds) {
      for (Map.Entry<Splice, SpliceOutcome> one : round.outcomes().entrySet()) {
        String kind = one.getKey().kind().key();
        byKind.put(kind, byKind.getOrDefault(kind, new Count(0, 0)).plus(one.getValue()));
        hidden += one.getValue() instanceof Hidden ? 1 : 0;
        if (one.getValue() instanceof Found found) {
          seconds.add(found.seconds());
        }
      }
    }
    seconds.sort(null);
    int all = byKind.values().stream().mapToInt(Count::of).sum();
    int wrong = sum(rounds, RateResult::falseEpisodes);
    double hours = rounds.stream().mapToDouble(RateResult::seconds).sum() / 3600;
    return new EpisodeLine(
        method,
        source,
        rounds.get(0).form(),
        rounds.get(0).asked(),
        rounds.stream().mapToDouble(RateResult::smallest).max().orElseThrow(),
        share(rounds, RateResult::alarms, RateResult::frames),
        rounds.stream().map(round -> (double) round.alarms() / round.frames()).toList(),
        share(rounds, RateResult::alarmedBlocks, RateResult::blocks),
        wrong,
        wrong / hours,
        PoissonInterval.low(wrong) / hours,
        PoissonInterval.high(wrong) / hours,
        seconds.size(),
        all - seconds.size(),
        hidden,
        byKind,
        seconds.isEmpty() ? null : median(seconds),
        seconds.isEmpty() ? null : seconds.get(seconds.size() - 1));
  }

  private static double share(
      List<RateResult> rounds, ToIntFunction<RateResult> part, ToIntFunction<RateResult> whole) {
    int all = sum(rounds, whole);
    return all == 0 ? 0 : (double) sum(rounds, part) / all;
  }

  private static int sum(List<RateResult> rounds, ToIntFunction<RateResult> count) {
    return rounds.stream().mapToInt(count).sum();
  }

  private static double median(List<Double> sorted) {
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
