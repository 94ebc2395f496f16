package io.sisom.training;

import io.sisom.method.FrameShape;
import io.sisom.network.BundleException;
import io.sisom.network.Loading;
import io.sisom.network.ModelBundle;
import io.sisom.network.Placement;
import io.sisom.schema.ReferenceManifest;
import io.sisom.version.PublishedVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model that learning goes on from: the active version's, where that began from the bundle the
 * trainer was given; otherwise that bundle. So a restart loses nothing learned, going back to an
 * older version takes learning back with it, and a new bundle begins anew.
 */
final class CurrentModel implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CurrentModel.class);

  private final ModelBundle given;
  private final Placement placement;
  private LearnedModel model;
  private @Nullable ReferenceManifest manifest;

  private CurrentModel(ModelBundle given, Placement placement, LearnedModel model) {
    this.given = given;
    this.placement = placement;
    this.model = model;
  }

  /** The bundle as it was given. */
  static CurrentModel of(ModelBundle given, Placement placement) throws BundleException {
    return new CurrentModel(given, placement, LearnedModel.open(given, placement));
  }

  /** The model. */
  LearnedModel model() {
    return model;
  }

  /** Where it runs. */
  Placement placement() {
    return placement;
  }

  /** Frames as it takes them. */
  FrameShape input() {
    return given.description().input();
  }

  /** Version of the bundle that learning began from. */
  String lineage() {
    return given.version();
  }

  /** The version it was taken from; empty where it is the bundle as given. */
  Optional<ReferenceManifest> version() {
    return Optional.ofNullable(manifest);
  }

  /** Offsets of labels that the whole network has learned from, by partition. */
  Map<Integer, Long> learnedOffsets() {
    Map<Integer, Long> offsets = new HashMap<>();
    version()
        .ifPresent(
            from ->
                from.getLearnedOffsets()
                    .forEach(
                        (partition, offset) -> offsets.put(Integer.valueOf(partition), offset)));
    return offsets;
  }

  /**
   * Goes over to the active version where that is another one of the same lineage.
   *
   * @return why that version cannot be used; the model then stays what it was
   */
  Optional<String> follow(PublishedVersion active) throws IOException {
    ReferenceManifest next = active.manifest();
    if (next.equals(manifest) || !isOurs(next)) {
      return Optional.empty();
    }
    Loading<LearnedModel> loading = LearnedModel.of(active, placement);
    if (loading.trouble().isPresent()) {
      return loading.trouble();
    }
    replace(loading.value(), next);
    log.atInfo()
        .addKeyValue("version", next.getVersion())
        .addKeyValue("model", next.getModelVersion())
        .addKeyValue("classes", next.getLabels().size())
        .log("learning goes on from the active version");
    return Optional.empty();
  }

  /** Whether a version began from the given bundle. */
  boolean isOurs(ReferenceManifest other) {
    String began = other.getLineage().isEmpty() ? other.getModelVersion() : other.getLineage();
    return began.equals(lineage());
  }

  /** Takes over a model that was published as {@code version}, and frees the one before. */
  void replace(LearnedModel next, ReferenceManifest version) throws IOException {
    LearnedModel before = model;
    model = next;
    manifest = version;
    if (before != next) {
      before.close();
      forget(before, next);
    }
  }

  /** Frees a model that {@link #replace} did not take over. */
  void freeUnlessCurrent(LearnedModel next) throws IOException {
    if (next != model) {
      next.close();
      forget(next, model);
    }
  }

  private static void forget(LearnedModel gone, LearnedModel stays) throws IOException {
    if (!gone.bundle().torchScript().equals(stays.bundle().torchScript())) {
      ModelFolder.deleteOf(gone.bundle());
    }
  }

  @Override
  public void close() {
    model.close();
    try {
      // Its version is on the topic; the next start reads it from there.
      if (!model.bundle().equals(given)) {
        ModelFolder.deleteOf(model.bundle());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a learned network's folder cannot be deleted", e);
    }
  }
}
