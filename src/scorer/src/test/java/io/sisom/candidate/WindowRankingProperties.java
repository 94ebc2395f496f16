package io.sisom.candidate;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.candidate.RankerRun.Kept;
import io.sisom.candidate.WindowRanking.RankedWindow;
import io.sisom.candidate.WindowRanking.Scored;
import io.sisom.schema.FrameScore;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.PooledFrame;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class WindowRankingProperties {
  private static final CandidateConfig CONFIG = config(CandidateRank.RATIO);

  private static CandidateConfig config(CandidateRank rank) {
    return SieveRuleTest.config(
        Map.of(
            "candidate.rank", rank.name().toLowerCase(Locale.ROOT),
            "candidate.window.ms", "60000",
            "candidate.k", "4",
            "candidate.distance", "0.5",
            "candidate.far.sisome", "10",
            "candidate.far.ratio", "2"));
  }

  @Property(tries = 20)
  void choosesOfOneWindowWhatTheStreamPublishesInTheSameOrder(
      @ForAll("frames") List<PooledFrame> frames, @ForAll CandidateRank rank) {
    CandidateConfig config = config(rank);
    assertThat(ids(new WindowRanking(config).of(scored(frames, rank)).chosen()))
        .isEqualTo(published(frames, config));
  }

  @Property(tries = 50)
  void everyFrameThatIsNotFamiliarIsInOneList(@ForAll("frames") List<PooledFrame> frames) {
    RankedWindow ranked = new WindowRanking(CONFIG).of(scored(frames, CandidateRank.RATIO));
    List<String> placed =
        Stream.of(ranked.chosen(), ranked.near(), ranked.far(), ranked.outranked())
            .flatMap(list -> ids(list).stream())
            .toList();
    assertThat(placed)
        .containsExactlyInAnyOrderElementsOf(
            ids(
                scored(frames, CandidateRank.RATIO).stream()
                    .filter(f -> f.pValue() <= CONFIG.maxP())
                    .toList()));
  }

  private static List<String> published(List<PooledFrame> frames, CandidateConfig config) {
    Path dir = Path.of("target", "ranking-" + UUID.randomUUID());
    CandidateMetrics metrics = new CandidateMetrics(new SimpleMeterRegistry());
    Instant start = Instant.ofEpochMilli(60_000);
    try (RankerRun run = new RankerRun(config, metrics, dir, start, Kept.NOTHING)) {
      List<LabelCandidate> candidates = new ArrayList<>(run.see(frames));
      candidates.addAll(run.pass(Duration.ofMinutes(5)));
      return candidates.stream().map(c -> c.getScore().getFrameId()).toList();
    }
  }

  private static List<String> ids(List<Scored> frames) {
    return frames.stream().map(Scored::frameId).toList();
  }

  private static List<Scored> scored(List<PooledFrame> frames, CandidateRank rank) {
    return frames.stream().map(frame -> scored(frame, rank)).toList();
  }

  private static Scored scored(PooledFrame frame, CandidateRank rank) {
    FrameScore score = frame.getScore();
    float feature = frame.getEnhanced().duplicate().order(ByteOrder.LITTLE_ENDIAN).getFloat(0);
    return new Scored(
        score.getFrameId(),
        rank.of(score),
        score.getSisome(),
        score.getRatio(),
        score.getPValue(),
        new float[] {feature});
  }

  @Provide
  Arbitrary<List<PooledFrame>> frames() {
    Arbitrary<Integer> numbers = Arbitraries.integers().between(0, 12);
    return Combinators.combine(numbers, numbers, numbers, numbers)
        .as((score, ratio, p, feature) -> new int[] {score, ratio, p, feature})
        .list()
        .ofMaxSize(40)
        .map(
            drawn -> {
              List<PooledFrame> frames = new ArrayList<>();
              for (int[] d : drawn) {
                FrameScore score =
                    Pooled.scored(
                        "f" + frames.size(),
                        60_000 + frames.size(),
                        d[2] / 20.0 + 0.01,
                        d[1] / 5.0,
                        d[0]);
                frames.add(Pooled.of(score, 0.2f * d[3]));
              }
              return frames;
            });
  }
}
