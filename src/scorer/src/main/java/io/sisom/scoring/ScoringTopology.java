package io.sisom.scoring;

import io.micrometer.core.instrument.MeterRegistry;
import io.sisom.alert.AlertConfig;
import io.sisom.alert.AlertMetrics;
import io.sisom.alert.AlertProcessorSupplier;
import io.sisom.candidate.CandidateConfig;
import io.sisom.candidate.CandidateMetrics;
import io.sisom.candidate.CandidateRankerSupplier;
import io.sisom.candidate.CandidateSieve;
import io.sisom.candidate.FrameLookup;
import io.sisom.candidate.PartitionRankerSupplier;
import io.sisom.candidate.RankingStep;
import io.sisom.candidate.RankingStep.Chosen;
import io.sisom.candidate.RankingStep.ToFleet;
import io.sisom.candidate.ToFleetSerde;
import io.sisom.schema.FrameScore;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.OodAlert;
import io.sisom.schema.SensorSummary;
import io.sisom.summary.SummaryStageSupplier;
import io.sisom.wire.AvroSerde;
import io.sisom.wire.Topics;
import io.sisom.wire.WriterSchemas;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;

/**
 * A frame's way through the scorer: scored or rejected; every score goes out, through its sensor's
 * episodes and into its summary; novel frames are ranked within windows, in each partition and then
 * over all.
 */
public final class ScoringTopology {
  private final Topics topics;
  private final ScoringConfig scoring;
  private final AlertConfig alerts;
  private final CandidateConfig candidates;
  private final WriterSchemas schemas;
  private final FrameBatcher batcher;
  private final FrameLookup lookup;
  private final ScoringMetrics metrics;
  private final AlertMetrics alertMetrics;
  private final CandidateMetrics candidateMetrics;

  /** The parts the topology is built of, which reads only what this version wrote. */
  public ScoringTopology(
      Topics topics,
      ScoringConfig scoring,
      AlertConfig alerts,
      CandidateConfig candidates,
      FrameBatcher batcher,
      FrameLookup lookup,
      ScoringMetrics metrics,
      MeterRegistry registry) {
    this(
        topics,
        scoring,
        alerts,
        candidates,
        WriterSchemas.none(),
        batcher,
        lookup,
        metrics,
        registry);
  }

  /**
   * The same beside scorers of other versions, whose state it reads by these schemas.
   *
   * @param lookup finds the bytes of candidates
   */
  public ScoringTopology(
      Topics topics,
      ScoringConfig scoring,
      AlertConfig alerts,
      CandidateConfig candidates,
      WriterSchemas schemas,
      FrameBatcher batcher,
      FrameLookup lookup,
      ScoringMetrics metrics,
      MeterRegistry registry) {
    this.topics = topics;
    this.schemas = schemas;
    this.scoring = scoring;
    this.alerts = alerts;
    this.candidates = candidates;
    this.batcher = batcher;
    this.lookup = lookup;
    this.metrics = metrics;
    this.alertMetrics = new AlertMetrics(registry);
    this.candidateMetrics = new CandidateMetrics(registry);
  }

  /** The topology. */
  public Topology build() {
    StreamsBuilder builder = new StreamsBuilder();
    KStream<byte[], Answered> answered =
        builder.stream(topics.frames(), Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
            .process(
                () -> new ScoreProcessor(batcher, scoring.timeout(), scoring.commitInterval()),
                Named.as("score"));
    answered
        .process(() -> new DeadLetterStamp(metrics), Named.as("dead-letter"))
        .to(topics.deadLetters(), Produced.with(Serdes.ByteArray(), Serdes.ByteArray()));
    KStream<String, ScoredFrame> scored =
        answered
            .process(
                () -> new ScoredStage(scoring.captureRule(), metrics, candidateMetrics.clocks()),
                Named.as("scored"))
            .process(new RepeatStageSupplier(scoring.repeatFrames(), metrics), Named.as("seen"));
    KStream<String, FrameScore> scores = scored.mapValues(ScoredFrame::score, Named.as("scores"));
    scores.to(topics.scores(), Produced.with(Serdes.String(), AvroSerde.of(FrameScore.class)));
    scores
        .process(new AlertProcessorSupplier(alerts, alertMetrics, schemas), Named.as("alerts"))
        .to(topics.alerts(), Produced.with(Serdes.String(), AvroSerde.of(OodAlert.class)));
    scores
        .process(
            new SummaryStageSupplier(scoring.summary(), alerts, schemas), Named.as("summaries"))
        .to(topics.summaries(), Produced.with(Serdes.String(), AvroSerde.of(SensorSummary.class)));
    candidates(scored);
    return builder.build();
  }

  /**
   * Each partition ranks its own; the best of all partitions meet in one. The internal topic and
   * the stores behind it are called as they were when all novel frames met there.
   */
  private void candidates(KStream<String, ScoredFrame> scored) {
    KStream<String, RankingStep> ranked =
        scored
            .process(
                CandidateSieve.supplier(
                    candidates, candidateMetrics, ScoredFrame::score, PooledFrames::of),
                Named.as("sieve"))
            .process(
                new PartitionRankerSupplier(candidates, candidateMetrics, lookup, schemas),
                Named.as("rank-partition"));
    publish(only(ranked, Chosen.class, "chosen").mapValues(Chosen::candidate));
    publish(
        only(ranked, ToFleet.class, "passed")
            .repartition(
                Repartitioned.with(Serdes.String(), ToFleetSerde.of(schemas))
                    .withName("candidate-pool")
                    .withNumberOfPartitions(1))
            .process(
                new CandidateRankerSupplier(candidates, candidateMetrics, lookup, schemas),
                Named.as("rank")));
  }

  private static <T extends RankingStep> KStream<String, T> only(
      KStream<String, RankingStep> steps, Class<T> type, String name) {
    return steps
        .filter((key, step) -> type.isInstance(step), Named.as(name))
        .mapValues(type::cast, Named.as(name + "-alone"));
  }

  private void publish(KStream<String, LabelCandidate> chosen) {
    chosen.to(
        topics.candidates(),
        Produced.with(Serdes.String(), AvroSerde.of(LabelCandidate.class))
            .withStreamPartitioner(ScoringTopology::windowPartition));
  }

  /** A window's candidates share a partition, so that they are read in rank order. */
  private static Optional<Set<Integer>> windowPartition(
      String topic, String frameId, LabelCandidate candidate, int partitions) {
    int window = candidate.getWindowEnd().hashCode();
    return Optional.of(Set.of(Math.floorMod(window, partitions)));
  }
}
