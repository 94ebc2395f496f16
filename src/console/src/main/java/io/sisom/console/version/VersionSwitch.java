package io.sisom.console.version;

import io.sisom.schema.ReferenceManifest;
import io.sisom.version.ReferenceCatalog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What making a version active changes, told before anyone does it.
 *
 * @param from the active version; 0 for none
 * @param to the version to be
 * @param rejected why the gate rejected it; empty where it passed
 * @param classesLost that scorers know now and would not
 * @param classesGained that scorers do not know and would
 * @param networkChanges whether another network scores
 * @param labelsUnused frames with labels that the active version is made from and this one is not;
 *     0 where it has no fewer
 */
public record VersionSwitch(
    long from,
    long to,
    List<String> rejected,
    List<String> classesLost,
    List<String> classesGained,
    boolean networkChanges,
    int labelsUnused) {
  /** Copies the lists. */
  public VersionSwitch {
    rejected = List.copyOf(rejected);
    classesLost = List.copyOf(classesLost);
    classesGained = List.copyOf(classesGained);
  }

  /** From the version that scorers serve, if any. */
  public static VersionSwitch of(@Nullable ReferenceManifest active, ReferenceManifest to) {
    Set<String> known = to.getKnownByLabel().keySet();
    Set<String> now = active == null ? Set.of() : active.getKnownByLabel().keySet();
    return new VersionSwitch(
        active == null ? 0 : active.getVersion(),
        to.getVersion(),
        to.getState().equals(ReferenceCatalog.REJECTED) ? to.getReasons() : List.of(),
        without(now, known),
        without(known, now),
        active != null && !active.getModelVersion().equals(to.getModelVersion()),
        active == null ? 0 : Math.max(0, labeled(active) - labeled(to)));
  }

  private static int labeled(ReferenceManifest manifest) {
    return manifest.getPooledFrames() + manifest.getCalibrationFrames();
  }

  private static List<String> without(Collection<String> all, Collection<String> taken) {
    TreeSet<String> rest = new TreeSet<>(all);
    rest.removeAll(taken);
    return List.copyOf(rest);
  }

  /** The same in sentences, one a change. */
  public List<String> sentences() {
    List<String> words = new ArrayList<>();
    words.add(
        from == 0
            ? "Scorers start to serve version " + to + "."
            : "Scorers switch from version "
                + from
                + " to "
                + to
                + " within seconds, without a stop.");
    if (networkChanges) {
      words.add("Another network scores: p-values of the two are not to be compared.");
    }
    if (!classesLost.isEmpty()) {
      words.add("Frames of these classes become novel: " + String.join(", ", classesLost) + ".");
    }
    if (!classesGained.isEmpty()) {
      words.add("These classes become known: " + String.join(", ", classesGained) + ".");
    }
    if (labelsUnused > 0) {
      words.add(labelsUnused + " labeled frames that version " + from + " uses are not in it.");
    }
    if (!rejected.isEmpty()) {
      words.add("The gate rejected it: " + String.join("; ", rejected) + ".");
    }
    return words;
  }
}
