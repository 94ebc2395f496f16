package io.sisom.evaluation.al;

import io.sisom.evaluation.EvaluationException;
import io.sisom.evaluation.FrameSet;
import io.sisom.evaluation.Role;
import io.sisom.evaluation.SetArguments;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Foreign frames that are mixed into a pool.
 *
 * @param argument {@code NAME=LOCATION}
 * @param share of the resulting pool, above 0, below 1
 */
public record Contamination(String argument, double share) {
  private static final Pattern WRITTEN = Pattern.compile("(.+)@(\\d{1,2}(?:\\.\\d{1,6})?) ?%");

  /**
   * From {@code NAME=LOCATION@30%}.
   *
   * @throws EvaluationException where name or share is missing, or the share is 0
   */
  public static Contamination parse(String text) {
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches() || Double.parseDouble(written.group(2)) == 0) {
      throw new EvaluationException(
          text + " says no share of the pool: expected NAME=FILE@30%, above 0 % and below 100 %");
    }
    return new Contamination(written.group(1), Double.parseDouble(written.group(2)) / 100);
  }

  /**
   * How many frames of each it takes beside so many of the pool's own.
   *
   * @throws EvaluationException where the shares leave nothing to the pool
   */
  static int[] counts(int own, List<Contamination> all) {
    double foreign = all.stream().mapToDouble(Contamination::share).sum();
    if (foreign >= 1) {
      throw new EvaluationException("shares of --contaminate add up to 100 % or more of the pool");
    }
    return all.stream().mapToInt(c -> (int) Math.round(own * c.share() / (1 - foreign))).toArray();
  }

  /**
   * Sets to read, each limited to what its share comes to.
   *
   * @param own frames the pool has itself
   */
  public static List<FrameSet> sets(List<Contamination> all, int own) {
    int[] counts = counts(own, all);
    List<FrameSet> sets = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      String argument = all.get(i).argument();
      sets.addAll(SetArguments.named(Role.FAR, List.of(argument), Math.max(1, counts[i])));
    }
    return sets;
  }

  /**
   * Refuses a set that has too few frames for its share.
   *
   * @param wanted frames
   * @param found frames
   * @param own frames the pool has itself
   */
  public static void requireEnough(String name, long wanted, int found, int own) {
    if (found < wanted) {
      throw new EvaluationException(
          "%s has %d frames that can be used, its share of the pool takes %d; use --pool-limit %d or a"
                  .formatted(name, found, wanted, (int) ((long) own * found / wanted))
              + " smaller share");
    }
  }
}
