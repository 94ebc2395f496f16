package io.sisom.console.json;

import io.sisom.schema.ReferenceManifest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The published versions, the oldest first.
 *
 * @param active the one that scorers serve; 0 for none
 * @param achieved what the active one gained over its parent; null where either is not known
 */
public record VersionsJson(long active, List<VersionJson> all, @Nullable AchievedJson achieved) {
  /**
   * The latest of them.
   *
   * @param most so many are shown
   */
  public static VersionsJson of(
      List<ReferenceManifest> all, @Nullable ReferenceManifest active, int most) {
    long number = active == null ? 0 : active.getVersion();
    return new VersionsJson(
        number,
        all.subList(Math.max(0, all.size() - most), all.size()).stream()
            .map(it -> VersionJson.of(it, active != null && it.getVersion() == number))
            .toList(),
        active == null
            ? null
            : all.stream()
                .filter(it -> it.getVersion() == active.getParent())
                .findFirst()
                .map(before -> AchievedJson.of(before, active))
                .orElse(null));
  }
}
