package io.sisom.console.json;

import io.sisom.schema.ReferenceManifest;
import java.util.List;

/**
 * What labels achieved from one version to the next.
 *
 * @param labels how many came in between
 * @param newClasses that the version before had no known frames of
 */
public record AchievedJson(
    long version,
    long before,
    int labels,
    double accuracyBefore,
    double accuracy,
    double ratioAverageBefore,
    double ratioAverage,
    List<String> newClasses) {
  /** Of the two manifests. */
  public static AchievedJson of(ReferenceManifest before, ReferenceManifest after) {
    return new AchievedJson(
        after.getVersion(),
        before.getVersion(),
        VersionJson.labeled(after) - VersionJson.labeled(before),
        before.getAccuracy(),
        after.getAccuracy(),
        before.getRatioAverage(),
        after.getRatioAverage(),
        after.getKnownByLabel().keySet().stream()
            .filter(label -> !before.getKnownByLabel().containsKey(label))
            .sorted()
            .toList());
  }
}
