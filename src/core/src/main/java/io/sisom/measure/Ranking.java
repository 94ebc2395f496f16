package io.sisom.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Scores of in-distribution and of novel frames in one order, and what follows from it. Higher
 * scores are more novel; infinite ones are welcome. Frames of equal score stand at one place: no
 * figure depends on the order they came in.
 */
public final class Ranking {
  private final double[] known;
  private final double[] novel;

  private Ranking(double[] known, double[] novel) {
    this.known = known;
    this.novel = novel;
  }

  /**
   * Sorts copies of the scores.
   *
   * @param known scores of in-distribution frames, at least one, none NaN
   * @param novel scores of novel frames, at least one, none NaN
   */
  public static Ranking of(double[] known, double[] novel) {
    return new Ranking(sorted(known, "in-distribution"), sorted(novel, "novel"));
  }

  /** Chance that a novel frame scores higher than an in-distribution one, ties half; 0 to 1. */
  public double auroc() {
    double wins = 0;
    for (Place place : places()) {
      double below = known.length - place.knownFrom() - place.knownHere();
      wins += place.novelHere() * (below + place.knownHere() / 2.0);
    }
    return wins / known.length / novel.length;
  }

  /**
   * Average precision of calling frames novel, from the highest score down: {@code Σ (R_n − R_n−1)
   * P_n} over distinct scores; 0 to 1.
   */
  public double auprOut() {
    double sum = 0;
    for (Place place : places()) {
      double found = place.novelFrom() + place.novelHere();
      sum += place.novelHere() * found / (found + place.knownFrom() + place.knownHere());
    }
    return sum / novel.length;
  }

  /** Average precision of calling frames in-distribution, from the lowest score up; 0 to 1. */
  public double auprIn() {
    double sum = 0;
    for (Place place : places()) {
      double found = known.length - place.knownFrom();
      sum += place.knownHere() * found / (found + novel.length - place.novelFrom());
    }
    return sum / known.length;
  }

  /**
   * Share of novel frames let through at the lowest threshold that lets through at least {@code
   * share} of the in-distribution frames: the false positive rate with in-distribution positive, as
   * in most papers. A frame at the threshold is let through.
   *
   * @param share above 0, to 1
   */
  public double novelPassedAt(double share) {
    double threshold = known[rank(share, known.length) - 1];
    return (novel.length - countAbove(novel, threshold)) / (double) novel.length;
  }

  /**
   * Share of in-distribution frames flagged at the highest threshold that flags at least {@code
   * share} of the novel frames: the false positive rate with novel positive, which OpenOOD 1.5
   * reports. A frame at the threshold is flagged.
   *
   * @param share above 0, to 1
   */
  public double knownFlaggedAt(double share) {
    double threshold = novel[novel.length - rank(share, novel.length)];
    return (known.length - countBelow(known, threshold)) / (double) known.length;
  }

  /**
   * The ROC curve with novel positive, from (0, 0) to (1, 1).
   *
   * @param most points at most, 2 or more; longer curves are thinned evenly along their length
   */
  public List<RocPoint> roc(int most) {
    List<RocPoint> all = new ArrayList<>();
    all.add(new RocPoint(0, 0));
    for (Place place : places()) {
      all.add(
          new RocPoint(
              (place.knownFrom() + place.knownHere()) / (double) known.length,
              (place.novelFrom() + place.novelHere()) / (double) novel.length));
    }
    return RocPoint.thinned(all, most);
  }

  /** Distinct scores from the highest down. */
  private List<Place> places() {
    List<Place> places = new ArrayList<>();
    int k = known.length;
    int n = novel.length;
    while (k > 0 || n > 0) {
      double score = Math.max(top(known, k), top(novel, n));
      int knownBefore = k;
      int novelBefore = n;
      while (k > 0 && known[k - 1] == score) {
        k--;
      }
      while (n > 0 && novel[n - 1] == score) {
        n--;
      }
      places.add(
          new Place(
              known.length - knownBefore,
              knownBefore - k,
              novel.length - novelBefore,
              novelBefore - n));
    }
    return places;
  }

  /**
   * One score.
   *
   * @param knownFrom in-distribution frames of higher score
   * @param knownHere of this score
   * @param novelFrom novel frames of higher score
   * @param novelHere of this score
   */
  private record Place(int knownFrom, int knownHere, int novelFrom, int novelHere) {}

  private static double top(double[] scores, int left) {
    return left > 0 ? scores[left - 1] : Double.NEGATIVE_INFINITY;
  }

  private static int rank(double share, int count) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("a share is above 0, to 1, got " + share);
    }
    // Rounding may lift share * count a hair above a whole number; that number is meant.
    return Math.max(1, (int) Math.ceil(share * count - 1e-9));
  }

  private static int countAbove(double[] sorted, double threshold) {
    int count = 0;
    while (count < sorted.length && sorted[sorted.length - 1 - count] > threshold) {
      count++;
    }
    return count;
  }

  private static int countBelow(double[] sorted, double threshold) {
    int count = 0;
    while (count < sorted.length && sorted[count] < threshold) {
      count++;
    }
    return count;
  }

  private static double[] sorted(double[] scores, String whose) {
    double[] sorted = new double[scores.length];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = scores[i] + 0.0; // -0.0 becomes 0.0: sort() would tell them apart
    }
    Arrays.sort(sorted);
    if (sorted.length == 0 || Double.isNaN(sorted[sorted.length - 1])) {
      throw new IllegalArgumentException(
          "scores of %s frames: %s"
              .formatted(whose, sorted.length == 0 ? "there are none" : "some are NaN"));
    }
    return sorted;
  }
}
