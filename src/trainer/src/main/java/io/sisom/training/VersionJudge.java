package io.sisom.training;

import io.sisom.network.LoadedVersion;
import io.sisom.network.Loading;
import io.sisom.network.Placement;
import io.sisom.reference.ReferenceSet;
import io.sisom.schema.ReferenceManifest;
import io.sisom.version.PublishedVersion;
import java.util.List;
import java.util.stream.Stream;
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
   * Why the new version is rejected, an empty list where it passes; unusable where the served one
   * cannot be loaded to be compared with.
   *
   * @param served the active version; of our lineage it is the current model
   * @param next the new model, which has seen the pool
   * @param reference its reference set
   * @param none frames that show no class, which both have seen where the served one is ours
   */
  Loading<List<String>> reasons(
      PublishedVersion served,
      LearnedModel next,
      ReferenceSet reference,
      HeldOutCheck heldOut,
      NoneLesson none,
      PixelStore pixels) {
    ReferenceManifest manifest = served.manifest();
    Loading<List<String>> figures =
        current.isOurs(manifest)
            ? besideCurrent(served, next, reference, heldOut, none)
            : besideAnotherNetwork(served, next, heldOut, pixels);
    boolean sameScore =
        manifest.getProfile().equals(reference.profile().key())
            && manifest.getFitReport().equals(reference.fitReport());
    if (!sameScore || figures.trouble().isPresent()) {
      return figures;
    }
    return separability(served, reference)
        .map(more -> Stream.concat(figures.value().stream(), more.stream()).toList());
  }

  private Loading<List<String>> besideCurrent(
      PublishedVersion served,
      LearnedModel next,
      ReferenceSet reference,
      HeldOutCheck heldOut,
      NoneLesson none) {
    HeldOutCheck shared = heldOut.knownTo(current.model().head());
    List<String> reasons = gate.reasons(shared.of(current.model()), shared.of(next));
    if (none.none().isEmpty()) {
      return new Loading.Loaded<>(reasons);
    }
    int frames = none.none().size();
    return LoadedVersion.referenceSet(served.files())
        .map(
            before ->
                gate.novelty(
                    none.novelty(before, current.model()), none.novelty(reference, next), frames))
        .map(more -> Stream.concat(reasons.stream(), more.stream()).toList());
  }

  private Loading<List<String>> separability(PublishedVersion served, ReferenceSet reference) {
    ReferenceManifest manifest = served.manifest();
    if (manifest.getLabels().equals(reference.head().labels())) {
      return new Loading.Loaded<>(
          gate.reasons(manifest.getRatioAverage(), reference.ratioAverage()));
    }
    return LoadedVersion.referenceSet(served.files())
        .map(
            before ->
                gate.reasons(
                    SharedSeparability.of(before, reference.head().labels()),
                    SharedSeparability.of(reference, before.head().labels())));
  }

  private Loading<List<String>> besideAnotherNetwork(
      PublishedVersion served, LearnedModel next, HeldOutCheck heldOut, PixelStore pixels) {
    return LearnedModel.of(served, placement)
        .map(
            other -> {
              try (other) {
                return beside(other, served, next, heldOut, pixels);
              }
            });
  }

  private List<String> beside(
      LearnedModel other,
      PublishedVersion served,
      LearnedModel next,
      HeldOutCheck heldOut,
      PixelStore pixels) {
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
