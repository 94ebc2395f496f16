package io.sisom.recording.video;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Gives pictures times that rise strictly. Times of the film are taken as they are, also where they
 * do not begin at 0. Where the film has none, pictures are counted at a rate. Where times go back
 * or stand still, as in two films put together, the rest is moved to follow on.
 */
final class PictureClock {
  private static final double DEFAULT_RATE = 25;

  /** Times beyond some 140 years are no times. */
  private static final long MAX_NANOS = Long.MAX_VALUE / 2;

  private final boolean counts;
  private final OptionalLong chosenStep;
  private long step = Math.round(1e9 / DEFAULT_RATE);
  private boolean started;
  private long last;
  private long shift;
  private boolean moved;
  private boolean missed;
  private boolean known;
  private String rateWords =
      "the film says neither times nor a rate: times are counted at 25 pictures a second; a rate"
          + " can be given";

  /**
   * One film's clock.
   *
   * @param counts whether the film has no times that can be used
   * @param chosenRate pictures a second that the user names, or 0
   */
  PictureClock(boolean counts, double chosenRate) {
    this.counts = counts;
    chosenStep =
        chosenRate > 0
            ? OptionalLong.of(Math.max(1, Math.round(1e9 / chosenRate)))
            : OptionalLong.empty();
    if (chosenStep.isPresent()) {
      step = chosenStep.getAsLong();
      known = true;
      rateWords =
          "times are counted at the " + chosenRate + " pictures a second that were asked for";
    }
  }

  /** What the film declares, pictures a second, 0 where it declares nothing; the first counts. */
  void rate(double declared) {
    if (!known && declared >= 0.001 && declared <= 100_000) {
      known = true;
      step = Math.max(1, Math.round(1e9 / declared));
      rateWords = "times are counted at the film's own " + declared + " pictures a second";
    }
  }

  /**
   * The time of the next picture in the order of time.
   *
   * @param number of the picture, with those that are left out, from 0
   * @param nanos as the film has it, empty where it has none
   */
  long time(long number, OptionalLong nanos) {
    if (counts) {
      // Not added up picture by picture, so that a run that begins later gives the same.
      return Math.multiplyExact(number, step);
    }
    boolean usable = nanos.isPresent() && Math.abs(nanos.getAsLong()) <= MAX_NANOS;
    missed |= !usable;
    long time = usable ? nanos.getAsLong() + shift : started ? last + step : 0;
    if (started && time <= last) {
      moved = true;
      shift += last + step - time;
      time = last + step;
    }
    started = true;
    last = time;
    return time;
  }

  /** Where the times come from, for a reader. */
  List<String> remarks() {
    List<String> lines = new ArrayList<>();
    if (counts) {
      lines.add(rateWords);
    }
    if (moved) {
      lines.add("the film's times go back or stand still; what comes after follows on the rest");
    }
    if (missed && !counts) {
      lines.add("some pictures have no time; they follow the one before them");
    }
    return lines;
  }
}
