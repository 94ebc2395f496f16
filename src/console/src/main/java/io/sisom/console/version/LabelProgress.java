package io.sisom.console.version;

import io.sisom.schema.ReferenceManifest;
import io.sisom.version.ReferenceCatalog;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of the labels that were given since the active version was made, in words for those
 * who gave them.
 */
public final class LabelProgress {
  private LabelProgress() {}

  /**
   * A sentence; empty where there is nothing to tell.
   *
   * @param all versions, the oldest first
   * @param active that scorers serve
   * @param labels given since the active version was made
   * @param whose "your" or "the"
   */
  public static Optional<String> sentence(
      List<ReferenceManifest> all, @Nullable ReferenceManifest active, int labels, String whose) {
    if (active == null || labels == 0) {
      return Optional.empty();
    }
    String since = "%s %s since version %d".formatted(whose, counted(labels), active.getVersion());
    ReferenceManifest latest = all.isEmpty() ? active : all.get(all.size() - 1);
    boolean rejected =
        latest.getVersion() > active.getVersion()
            && latest.getState().equals(ReferenceCatalog.REJECTED);
    return Optional.of(
        rejected
            ? "%s: not live, because version %d was rejected: %s"
                .formatted(since, latest.getVersion(), String.join("; ", latest.getReasons()))
            : since + ": not live yet; the trainer makes the next version of them.");
  }

  private static String counted(int labels) {
    return labels == 1 ? "label" : labels + " labels";
  }
}
