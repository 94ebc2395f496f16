package io.sisom.demo;

import io.sisom.demo.world.CameraFault;
import io.sisom.demo.world.Truth;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.LabeledFrame;
import io.sisom.wire.LabelKind;
import java.time.Clock;

/**
 * Answers candidates from the simulator's truth: with the kind of thing before the camera, or,
 * where the camera is faulty, that it shows none of these.
 */
public final class SimulatedAnnotator {
  private static final String NAME = "simulated-annotator";

  private final FleetTruth truth;
  private final Clock clock;

  /** Knows what the simulator knows. */
  public SimulatedAnnotator(FleetTruth truth, Clock clock) {
    this.truth = truth;
    this.clock = clock;
  }

  /** The answer. */
  public LabeledFrame answer(LabelCandidate candidate) {
    Truth seen = truth.of(candidate.getFrame().getFrameId());
    LabelKind kind = seen.fault() == CameraFault.NONE ? LabelKind.CLASS : LabelKind.FAULT;
    String label = kind.none() ? kind.word() : seen.kind();
    return new LabeledFrame(
        candidate.getFrame(), label, NAME, clock.instant(), false, kind.word(), false);
  }
}
