package io.sisom.frame;

import java.nio.file.Path;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * How much of a frame is believed before it is refused.
 *
 * @param maxBytes largest encoded frame, bytes
 * @param maxPixels largest decoded frame, width times height
 * @param uriRoot the only folder below which {@code file:} URIs are read; empty where URIs are
 *     refused
 */
public record FrameLimits(int maxBytes, int maxPixels, Optional<Path> uriRoot) {
  private static final int LARGEST_BYTES = 256 << 20;
  private static final int LARGEST_PIXELS = 256 << 20;

  /** The settings {@code frame.*}. */
  public static ConfigDef definition() {
    return new ConfigDef()
        .define(
            "frame.max.bytes",
            Type.INT,
            8 << 20,
            Range.between(1, LARGEST_BYTES),
            Importance.MEDIUM,
            "Largest encoded frame, bytes; a larger one is dead-lettered.")
        .define(
            "frame.max.pixels",
            Type.INT,
            16 << 20,
            Range.between(1, LARGEST_PIXELS),
            Importance.MEDIUM,
            "Largest decoded frame, width times height in pixels; a larger one is dead-lettered"
                + " before any of it is decoded.")
        .define(
            "frame.uri.root",
            Type.STRING,
            "",
            Importance.MEDIUM,
            "Folder below which file: URIs of frames are read; empty refuses URIs.");
  }

  /** From validated settings. */
  public static FrameLimits from(AbstractConfig config) {
    String root = config.getString("frame.uri.root");
    return new FrameLimits(
        config.getInt("frame.max.bytes"),
        config.getInt("frame.max.pixels"),
        root.isBlank() ? Optional.empty() : Optional.of(Path.of(root)));
  }

  /** The default limits: 8 MiB, 16,777,216 pixels, no URIs. */
  public static FrameLimits defaults() {
    return from(new AbstractConfig(definition(), java.util.Map.of(), false));
  }
}
