package io.sisom.candidate;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.candidate.WindowRanking.Scored;
import io.sisom.schema.PooledFrame;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import org.apache.kafka.common.utils.Bytes;

/**
 * What two steps choose of a window's frames, however they are spread over partitions, against one
 * ranking of all of them.
 */
class TwoStepRankingProperties {
  private static final int K = 4;
  private static final double DISTANCE = 0.5;

  /** A frame and where it lies. */
  private record Drawn(PooledFrame frame, int partition) {
    String id() {
      return frame.getScore().getFrameId();
    }

    float feature() {
      return feature(frame);
    }

    static float feature(PooledFrame frame) {
      return frame.getEnhanced().duplicate().order(ByteOrder.LITTLE_ENDIAN).getFloat(0);
    }
  }

  /** Both steps, of the same frames. */
  private record TwoSteps(List<Drawn> all, CandidateConfig config) {
    Map<Integer, WindowShare> shares() {
      Map<Integer, List<PooledFrame>> partitions = new HashMap<>();
      all.forEach(
          it -> partitions.computeIfAbsent(it.partition(), p -> new ArrayList<>()).add(it.frame()));
      Map<Integer, WindowShare> shares = new HashMap<>();
      partitions.forEach(
          (partition, frames) -> {
            List<PooledFrame> kept =
                ranked(frames).subList(0, Math.min(frames.size(), config.pool()));
            shares.put(partition, WindowShare.of(kept, kept.size(), config));
          });
      return shares;
    }

    List<PooledFrame> merged() {
      return ranked(shares().values().stream().flatMap(it -> it.passed().stream()).toList());
    }

    WindowChoice choice() {
      return WindowChoice.of(merged(), frame -> false, config);
    }

    List<String> chosen() {
      return choice().chosen().stream().map(it -> it.getScore().getFrameId()).toList();
    }

    List<String> oneRanking() {
      return new WindowRanking(config)
          .of(all.stream().map(it -> scored(it.frame())).toList()).chosen().stream()
              .map(Scored::frameId)
              .toList();
    }

    /** Of each partition, how many that it passed on were left out for another's. */
    Map<Integer, Integer> leftOut() {
      Map<String, Integer> partitions = new HashMap<>();
      all.forEach(it -> partitions.put(it.id(), it.partition()));
      CandidateSelection<PooledFrame> selection =
          new CandidateSelection<>(
              config.k(), (a, b) -> EnhancedDistance.near(a, b, config.distance()));
      Map<Integer, Integer> leftOut = new HashMap<>();
      for (PooledFrame frame : merged()) {
        if (selection.offer(frame) == CandidateSelection.OfferOutcome.NEAR) {
          leftOut.merge(
              partitions.getOrDefault(frame.getScore().getFrameId(), -1), 1, Integer::sum);
        }
      }
      return leftOut;
    }
  }

  private static List<PooledFrame> ranked(List<PooledFrame> frames) {
    return frames.stream().sorted(Comparator.comparing(TwoStepRankingProperties::key)).toList();
  }

  private static Bytes key(PooledFrame frame) {
    return PoolKey.of(
        WindowId.ofFleet(0), frame.getScore().getRatio(), frame.getScore().getFrameId());
  }

  private static Scored scored(PooledFrame frame) {
    return new Scored(
        frame.getScore().getFrameId(),
        frame.getScore().getRatio(),
        frame.getScore().getSisome(),
        frame.getScore().getRatio(),
        frame.getScore().getPValue(),
        new float[] {Drawn.feature(frame)});
  }

  @Property(tries = 2_000)
  void whereTheChoiceIsSureItIsThatOfOneRanking(
      @ForAll("frames") List<Drawn> frames,
      @ForAll @IntRange(max = 3) int margin,
      @ForAll @IntRange(min = K, max = 12) int pool) {
    TwoSteps steps = new TwoSteps(frames, config(margin, pool));
    boolean unsure = steps.choice().unsure();
    Statistics.label("unsure").collect(unsure);
    Statistics.label("another choice").collect(!steps.chosen().equals(steps.oneRanking()));
    if (!unsure) {
      assertThat(steps.chosen()).isEqualTo(steps.oneRanking());
    }
    Statistics.label("unsure")
        .coverage(
            it -> {
              it.check(true).percentage(share -> share > 5);
              it.check(false).percentage(share -> share > 5);
            });
    Statistics.label("another choice").coverage(it -> it.check(true).count(some -> some > 0));
  }

  @Property(tries = 1_000)
  void repeatsOfOnePictureChangeNothingAsLongAsTheMarginLasts(
      @ForAll("repeats") List<Drawn> frames, @ForAll @IntRange(max = 3) int margin) {
    TwoSteps steps = new TwoSteps(frames, config(margin, 500));
    boolean lasts = steps.leftOut().values().stream().allMatch(n -> n <= margin);
    Statistics.collect(lasts);
    if (lasts) {
      assertThat(steps.chosen()).isEqualTo(steps.oneRanking());
    }
    Statistics.coverage(it -> it.check(true).percentage(share -> share > 20));
  }

  @Property(tries = 2_000)
  void whatIsNotChosenIsWorseOrAlikeOrBehindAMarginThatIsUsedUp(
      @ForAll("frames") List<Drawn> frames, @ForAll @IntRange(max = 3) int margin) {
    TwoSteps steps = new TwoSteps(frames, config(margin, 500));
    List<PooledFrame> chosen = steps.choice().chosen();
    Map<Integer, WindowShare> shares = steps.shares();
    for (Drawn frame : frames) {
      List<PooledFrame> better = chosen.stream().filter(it -> isBetter(it, frame.frame())).toList();
      boolean isChosen = steps.chosen().contains(frame.id());
      boolean alike =
          better.stream()
              .anyMatch(it -> Math.abs(Drawn.feature(it) - frame.feature()) < 2 * DISTANCE);
      WindowShare share = Objects.requireNonNull(shares.get(frame.partition()));
      boolean usedUp =
          share.passed().size() == K + margin
              && share.passed().stream().allMatch(it -> isBetter(it, frame.frame()))
              && share.passed().stream().filter(it -> nearABetter(it, chosen)).count() > margin;
      assertThat(isChosen || better.size() == K || alike || usedUp).as(frame.id()).isTrue();
    }
  }

  @Property(tries = 500)
  void theChosenDifferAndAreInRankOrderAndNoFrameIsForgotten(
      @ForAll("frames") List<Drawn> frames, @ForAll @IntRange(max = 3) int margin) {
    TwoSteps steps = new TwoSteps(frames, config(margin, 500));
    List<PooledFrame> chosen = steps.choice().chosen();
    assertThat(chosen).isEqualTo(ranked(chosen)).hasSizeLessThanOrEqualTo(K);
    for (PooledFrame one : chosen) {
      assertThat(nearABetter(one, chosen)).isFalse();
    }
    assertThat(steps.merged().stream().mapToInt(it -> 1 + it.getNear() + it.getOutranked()).sum())
        .isEqualTo(frames.size());
    assertThat(steps.shares().values()).allMatch(share -> share.passed().size() <= K + margin);
  }

  private static boolean isBetter(PooledFrame one, PooledFrame other) {
    return key(one).compareTo(key(other)) < 0;
  }

  private static boolean nearABetter(PooledFrame frame, List<PooledFrame> chosen) {
    return chosen.stream()
        .anyMatch(it -> isBetter(it, frame) && EnhancedDistance.near(it, frame, DISTANCE));
  }

  private static CandidateConfig config(int margin, int pool) {
    return SieveRuleTest.config(
        Map.of(
            "candidate.k", Integer.toString(K),
            "candidate.margin", Integer.toString(margin),
            "candidate.pool", Integer.toString(pool),
            "candidate.distance", Double.toString(DISTANCE)));
  }

  /** Near-duplicates of near-duplicates may differ; many tie. */
  @Provide
  Arbitrary<List<Drawn>> frames() {
    return drawn(0.2f);
  }

  /** Two frames are equal or far apart. */
  @Provide
  Arbitrary<List<Drawn>> repeats() {
    return drawn(1);
  }

  private static Arbitrary<List<Drawn>> drawn(float step) {
    return Combinators.combine(
            Arbitraries.integers().between(0, 12),
            Arbitraries.integers().between(0, 20),
            Arbitraries.integers().between(0, 4))
        .as((ranking, feature, partition) -> new int[] {ranking, feature, partition})
        .list()
        .ofMaxSize(60)
        .map(
            drawn -> {
              List<Drawn> frames = new ArrayList<>();
              for (int[] d : drawn) {
                frames.add(
                    new Drawn(
                        Pooled.frame("f" + frames.size(), frames.size(), d[0], step * d[1]), d[2]));
              }
              return frames;
            });
  }
}
