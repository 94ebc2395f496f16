package io.sisom.bench;

import java.util.Map;

/** Scorers that each work off a backlog of frames, one after the other. */
final class BacklogRuns {
  private final BenchBroker rig;
  private int sent;

  BacklogRuns(BenchBroker rig) {
    this.rig = rig;
  }

  /**
   * How one went.
   *
   * @param rate {@link Rate#NONE} where a score is missing
   * @param framesPerBatch mean
   * @param shares processor milliseconds of a frame
   * @param bytes through the broker, of a frame
   */
  record Worked(
      Rate rate, double framesPerBatch, Map<ProcessorTimes.Work, Double> shares, TopicBytes bytes) {
    /** Part of the processor time that went into compiling Java; 0 where nobody knows. */
    double compiling() {
      double all = shares.values().stream().mapToDouble(Double::doubleValue).sum();
      return all == 0 ? 0 : shares.getOrDefault(ProcessorTimes.Work.COMPILER, 0.0) / all;
    }
  }

  /** Sends frames, then starts a scorer that goes on where the last of its guarantee stopped. */
  Worked run(SampleFrames kind, String guarantee, int count) throws InterruptedException {
    TopicBytes bytesBefore = TopicBytes.now(rig.topics());
    int first = sent;
    for (; sent < first + count; sent++) {
      rig.send(sent, kind.record(sent, "bench-", PipelineBench.SENSORS));
    }
    rig.flush();
    try (ScoreReader watch = new ScoreReader(rig, false);
        BenchScorer scorer = BenchScorer.start(rig, guarantee)) {
      scorer.awaitRunning();
      ProcessorTimes before = ProcessorTimes.now();
      Rate rate = watch.await(count) == count ? watch.rate() : Rate.NONE;
      return new Worked(
          rate,
          scorer.framesPerBatch(),
          before.to(ProcessorTimes.now(), count),
          bytesBefore.to(TopicBytes.now(rig.topics()), count));
    }
  }
}
