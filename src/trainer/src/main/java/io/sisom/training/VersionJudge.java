package io.sisom.training;

import io.sisom.network.BundleException;
import io.sisom.network.Placement;
import io.sisom.reference.ReferenceSet;
import io.sisom.schema.ReferenceManifest;
import io.sisom.version.PublishedVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a new version before the gate, beside the one that is served. */
final class VersionJudge {
  private static final Logger log = LoggerFactory.getLogger(VersionJudge.class);

  private final Gate gate;
  private final CurrentModel current;
  private final Placement placement;
  private final int batchFrames;

  VersionJudge(Gate gate, CurrentModel current, Placement placement, int batchFrames) {
    this.gate = gate;
    this.current = current;
    this.placement = placement;
    this.batchFrames = batchFrames;
  }

  /**
   * Why the new version is rejected; empty where it passes.
   *
   * @param served the active version; of our lineage it is the current model
   * @param next the new model, which has seen the pool
   * @param reference its reference set
   */
  List<String> reasons(
      PublishedVersion served,
      LearnedModel next,
      ReferenceSet reference,
      HeldOutCheck heldOut,
      PixelStore pixels)
      throws BundleException, IOException {
    ReferenceManifest manifest = served.manifest();
    List<String> reasons = new ArrayList<>();
    if (current.isOurs(manifest)) {
      HeldOutCheck shared = heldOut.knownTo(current.model().head());
      reasons.addAll(gate.reasons(shared.of(current.model()), shared.of(next)));
    } else {
      reasons.addAll(besideAnotherNetwork(served, next, heldOut, pixels));
    }
    boolean sameScore =
        manifest.getProfile().equals(reference.profile().key())
            && manifest.getFitReport().equals(reference.fitReport());
    if (sameScore) {
      reasons.addAll(separability(served, reference));
    }
    return reasons;
  }

  private List<String> separability(PublishedVersion served, ReferenceSet reference)
      throws IOException {
    ReferenceManifest manifest = served.manifest();
    if (manifest.getLabels().equals(reference.head().labels())) {
      return gate.reasons(manifest.getRatioAverage(), reference.ratioAverage());
    }
    ReferenceSet before = CurrentModel.reference(served);
    return gate.reasons(
        SharedSeparability.of(before, reference.head().labels()),
        SharedSeparability.of(reference, before.head().labels()));
  }

  private List<String> besideAnotherNetwork(
      PublishedVersion served, LearnedModel next, HeldOutCheck heldOut, PixelStore pixels)
      throws BundleException, IOException {
    try (LearnedModel other = CurrentModel.load(served, placement)) {
      if (!other.bundle().description().input().equals(current.input())) {
        log.atWarn()
            .addKeyValue("active", served.manifest().getModelVersion())
            .addKeyValue("next", next.bundle().version())
            .log("the gate compares nothing: the two networks read frames of different sizes");
        return List.of();
      }
      HeldOutCheck shared = heldOut.knownTo(other.head());
      return gate.reasons(shared.of(other, pixels, batchFrames), shared.of(next));
    }
  }
}
