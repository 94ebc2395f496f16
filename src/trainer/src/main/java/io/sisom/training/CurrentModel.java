package io.sisom.training;

import io.sisom.method.FrameShape;
import io.sisom.network.BundleException;
import io.sisom.network.ModelBundle;
import io.sisom.network.Placement;
import io.sisom.reference.ReferenceSet;
import io.sisom.reference.ReferenceSetFile;
import io.sisom.reference.SafetensorsException;
import io.sisom.schema.ReferenceManifest;
import io.sisom.version.PublishedVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
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
    return new CurrentModel(given, placement, LearnedModel.load(given, placement, null));
  }

  /** The model. */
  LearnedModel model() {
    return model;
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

  /** Goes over to the active version where that is another one of the same lineage. */
  void follow(PublishedVersion active) throws BundleException, IOException {
    ReferenceManifest next = active.manifest();
    if (next.equals(manifest) || !isOurs(next)) {
      return;
    }
    LearnedModel loaded = load(active, placement);
    replace(loaded, next);
    log.atInfo()
        .addKeyValue("version", next.getVersion())
        .addKeyValue("model", next.getModelVersion())
        .addKeyValue("classes", next.getLabels().size())
        .log("learning goes on from the active version");
  }

  /** Whether a version began from the given bundle. */
  boolean isOurs(ReferenceManifest other) {
    String began = other.getLineage().isEmpty() ? other.getModelVersion() : other.getLineage();
    return began.equals(lineage());
  }

  /** Loads what a version holds; its files stay where they are. */
  static LearnedModel load(PublishedVersion version, Placement placement)
      throws BundleException, IOException {
    ModelBundle bundle = ModelBundle.of(file(version, "model.json"), file(version, "model.pt"));
    return LearnedModel.load(bundle, placement, reference(version).head());
  }

  /** Reads the reference set of a version. */
  static ReferenceSet reference(PublishedVersion version) throws IOException {
    try {
      return ReferenceSetFile.read(file(version, "reference.safetensors"));
    } catch (SafetensorsException e) {
      throw new IOException("version " + version.version() + ": " + e.getMessage(), e);
    }
  }

  private static Path file(PublishedVersion version, String name) {
    return Objects.requireNonNull(version.files().get(name), "a checked version has " + name);
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

  /** Frees a model that is not taken over. */
  void discard(LearnedModel next) throws IOException {
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
