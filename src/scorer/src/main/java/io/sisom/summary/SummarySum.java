package io.sisom.summary;

import io.sisom.alert.AlertConfig;
import io.sisom.schema.DelayCount;
import io.sisom.schema.FrameScore;
import io.sisom.schema.SensorSummary;
import io.sisom.schema.SummarizedFrame;
import io.sisom.wire.DelaySteps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds scores up. Pure: the same scores in the same order give the same summary. */
final class SummarySum {
  /** Latest p-values that a summary tells. */
  static final int MAX_P_VALUES = 60;

  private static final int TENTHS = 10;

  private final AlertConfig alerts;
  private final long length;

  /**
   * A sum.
   *
   * @param alerts which frames count as novel and as muted
   * @param length of a while, ms
   */
  SummarySum(AlertConfig alerts, long length) {
    this.alerts = alerts;
    this.length = length;
  }

  /** The summary of one score. */
  SensorSummary of(FrameScore score) {
    SummarizedFrame frame = told(score);
    return new SensorSummary(
        score.getSensorId(),
        score.getScoredAt(),
        score.getScoredAt(),
        Instant.ofEpochMilli(
            (Math.floorDiv(score.getScoredAt().toEpochMilli(), length) + 1) * length),
        1,
        one(isNovel(score)),
        one(alerts.isMuted(score)),
        one(score.getRepeated()),
        one(score.getRecorded()),
        alerts.alpha(),
        tenths(new ArrayList<>(java.util.Collections.nCopies(TENTHS, 0)), score),
        delays(List.of(), score),
        List.of(score.getPValue()),
        frame,
        frame,
        score.getSource(),
        score.getAttributes());
  }

  /** The same summary with one score more. */
  SensorSummary add(SensorSummary sum, FrameScore score) {
    SummarizedFrame frame = told(score);
    return new SensorSummary(
        sum.getSensorId(),
        earlier(sum.getFrom(), score.getScoredAt()),
        later(sum.getTo(), score.getScoredAt()),
        sum.getUntil(),
        sum.getFrames() + 1,
        sum.getNovel() + one(isNovel(score)),
        sum.getMuted() + one(alerts.isMuted(score)),
        sum.getRepeated() + one(score.getRepeated()),
        sum.getRecorded() + one(score.getRecorded()),
        alerts.alpha(),
        tenths(new ArrayList<>(sum.getPValueTenths()), score),
        delays(sum.getDelays(), score),
        latest(sum.getPValues(), score.getPValue()),
        score.getPValue() < sum.getMostNovel().getPValue() ? frame : sum.getMostNovel(),
        frame,
        score.getSource(),
        score.getAttributes());
  }

  private boolean isNovel(FrameScore score) {
    return score.getPValue() <= alerts.alpha();
  }

  private static int one(boolean counts) {
    return counts ? 1 : 0;
  }

  private static List<Integer> tenths(List<Integer> counts, FrameScore score) {
    int tenth = (int) Math.ceil(score.getPValue() * TENTHS) - 1;
    int at = Math.max(0, Math.min(TENTHS - 1, tenth));
    counts.set(at, counts.get(at) + 1);
    return counts;
  }

  private static List<DelayCount> delays(List<DelayCount> before, FrameScore score) {
    if (score.getRecorded()) {
      return before;
    }
    long delay = Duration.between(score.getCapturedAt(), score.getScoredAt()).toMillis();
    Map<Integer, Integer> counts = new TreeMap<>();
    before.forEach(each -> counts.put(each.getStep(), each.getFrames()));
    counts.merge(DelaySteps.of(delay), 1, Integer::sum);
    List<DelayCount> after = new ArrayList<>(counts.size());
    counts.forEach((step, frames) -> after.add(new DelayCount(step, frames)));
    return after;
  }

  private static List<Double> latest(List<Double> before, double pValue) {
    int from = Math.max(0, before.size() + 1 - MAX_P_VALUES);
    List<Double> after = new ArrayList<>(before.subList(from, before.size()));
    after.add(pValue);
    return after;
  }

  private SummarizedFrame told(FrameScore score) {
    return new SummarizedFrame(
        score.getFrameId(),
        score.getCapturedAt(),
        score.getScoredAt(),
        score.getPredicted(),
        score.getPValue(),
        score.getRatio(),
        score.getEnergy(),
        score.getSisome(),
        score.getReferenceVersion(),
        score.getMutedBy() != null,
        score.getRecorded(),
        score.getFramePartition(),
        score.getFrameOffset());
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
