package io.sisom.console.http;

import io.sisom.schema.ReferenceManifest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version as a row of the models' table.
 *
 * @param reasons why the gate rejected it, or empty
 */
record ModelRow(
    long version,
    String state,
    String madeAt,
    String mode,
    String parent,
    int labeled,
    int classes,
    String accuracy,
    String reasons) {
  /** The latest versions, the newest first. */
  static List<ModelRow> of(
      List<ReferenceManifest> all, @Nullable ReferenceManifest active, int most) {
    List<ModelRow> rows = new ArrayList<>();
    for (ReferenceManifest it : all.subList(Math.max(0, all.size() - most), all.size())) {
      rows.add(
          new ModelRow(
              it.getVersion(),
              VersionWords.state(it, active),
              EpisodeWords.time(it.getCreatedAt()),
              VersionWords.mode(it),
              VersionWords.parent(it),
              it.getPooledFrames() + it.getCalibrationFrames(),
              it.getKnownByLabel().size(),
              VersionWords.percent(it.getAccuracy()),
              String.join("; ", it.getReasons())));
    }
    Collections.reverse(rows);
    return rows;
  }
}
