package io.sisom.candidate;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;

/**
 * What the stream would publish for one window, as a function of the window's frames. It uses the
 * stream's own sieve, rank order and greedy selection; experiments use it, because they have all
 * frames at hand.
 */
public final class WindowRanking {
  private final CandidateConfig config;
  private final SieveRule rule;

  /** With the stream's settings; times and the pool's size play no part. */
  public WindowRanking(CandidateConfig config) {
    this.config = config;
    this.rule = new SieveRule(config);
  }

  /**
   * A scored frame.
   *
   * @param frameId distinct
   * @param ranking what it is ranked by, not NaN, the highest first; in the stream as {@link
   *     CandidateRank} says
   * @param enhanced of one space with those of all others
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
  public record Scored(
      String frameId,
      double ranking,
      double sisome,
      double ratio,
      double pValue,
      float[] enhanced) {}

  /**
   * The window's frames by what became of them. Familiar and unscored frames are in none of the
   * lists.
   *
   * @param chosen in rank order, at most k
   * @param near left out for a better one, in rank order
   * @param far beyond a limit, in rank order
   * @param outranked let through, but k better ones are chosen, in rank order
   */
  public record RankedWindow(
      List<Scored> chosen, List<Scored> near, List<Scored> far, List<Scored> outranked) {}

  /** Ranks and chooses. */
  public RankedWindow of(List<Scored> frames) {
    Map<Bytes, Scored> inOrder = new TreeMap<>();
    for (Scored frame : frames) {
      inOrder.put(PoolKey.of(WindowId.ofFleet(0), frame.ranking(), frame.frameId()), frame);
    }
    CandidateSelection<Scored> selection =
        new CandidateSelection<>(config.k(), (a, b) -> near(a, b, config.distance()));
    List<Scored> near = new ArrayList<>();
    List<Scored> far = new ArrayList<>();
    List<Scored> outranked = new ArrayList<>();
    for (Scored frame : inOrder.values()) {
      DropReason refused = rule.refuses(frame.sisome(), frame.ratio(), frame.pValue()).orElse(null);
      if (refused == DropReason.FAR) {
        far.add(frame);
      } else if (refused == null) {
        switch (selection.offer(frame)) {
          case NEAR -> near.add(frame);
          case OUTRANKED -> outranked.add(frame);
          case CHOSEN -> {}
        }
      }
    }
    return new RankedWindow(List.copyOf(selection.chosen()), near, far, outranked);
  }

  private static boolean near(Scored a, Scored b, double limit) {
    return EnhancedDistance.near(
        FloatBuffer.wrap(a.enhanced()), FloatBuffer.wrap(b.enhanced()), limit);
  }
}
