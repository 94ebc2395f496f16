package io.sisom.console.http;

import io.sisom.schema.ReferenceManifest;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What pages say of versions. */
final class VersionWords {
  private static final String NOT_KNOWN = "–";

  private VersionWords() {}

  /** active, accepted or rejected. */
  static String state(ReferenceManifest version, @Nullable ReferenceManifest active) {
    return active != null && active.getVersion() == version.getVersion()
        ? "active"
        : version.getState();
  }

  /** How deep its labels reached. */
  static String mode(ReferenceManifest version) {
    return switch (version.getMode()) {
      case "head" -> "the head learned";
      case "full" -> "the whole network learned";
      default -> "new reference set, same network";
    };
  }

  /** The version that it was compared with. */
  static String parent(ReferenceManifest version) {
    return version.getParent() == 0 ? NOT_KNOWN : "version " + version.getParent();
  }

  /** A share as a percentage. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  static String percent(Optional<Double> share) {
    return share.map(VersionWords::percent).orElse(NOT_KNOWN);
  }

  /** A difference of shares in points, with its sign. */
  static String points(Optional<Double> difference) {
    return difference.map(it -> String.format(Locale.ROOT, "%+.1f", 100 * it)).orElse(NOT_KNOWN);
  }

  /** A figure from 0 to 1 in three digits. */
  static String figure(@Nullable Double value) {
    return value == null ? NOT_KNOWN : String.format(Locale.ROOT, "%.3f", value);
  }

  /** A size as people read it. */
  static String bytes(long bytes) {
    return bytes < 1 << 20
        ? String.format(Locale.ROOT, "%.0f KiB", Math.ceil(bytes / 1024.0))
        : String.format(Locale.ROOT, "%.1f MiB", bytes / 1048576.0);
  }
}
