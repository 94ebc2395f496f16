package io.sisom.demo;

import io.sisom.demo.world.Fault;
import io.sisom.demo.world.Truth;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.LabeledFrame;
import java.time.Clock;
import java.util.Optional;

/** Answers candidates from the simulator's truth; a picture of a faulty camera gets no label. */
public final class SimulatedAnnotator {
  private static final String NAME = "simulated-annotator";

  private final FleetTruth truth;
  private final Clock clock;

  /** Knows what the simulator knows. */
  public SimulatedAnnotator(FleetTruth truth, Clock clock) {
    this.truth = truth;
    this.clock = clock;
  }

  /** The label, or none where the camera was faulty. */
  public Optional<LabeledFrame> answer(LabelCandidate candidate) {
    Truth seen = truth.of(candidate.getFrame().getFrameId());
    return seen.fault() == Fault.NONE
        ? Optional.of(
            new LabeledFrame(candidate.getFrame(), seen.kind(), NAME, clock.instant(), false))
        : Optional.empty();
  }
}
