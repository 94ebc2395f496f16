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
 * @param budget the memory for pictures that are decoded at once; shared by all decoders with these
 *     limits
 */
public record FrameLimits(
    int maxBytes, int maxPixels, Optional<Path> uriRoot, DecodeBudget budget) {
  private static final int LARGEST_BYTES = 256 << 20;
  private static final int LARGEST_PIXELS = 256 << 20;

  /** The same with a budget of half the heap. */
  public FrameLimits(int maxBytes, int maxPixels, Optional<Path> uriRoot) {
    this(maxBytes, maxPixels, uriRoot, DecodeBudget.ofTheHeap());
  }

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
            "frame.decode.bytes",
            Type.LONG,
            0L,
            Range.atLeast(0),
            Importance.LOW,
            "Memory that pictures may take at once while they are decoded, bytes, over all threads;"
                + " others wait. A picture that takes more alone is dead-lettered. 0: half of the"
                + " heap.")
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
    long budget = config.getLong("frame.decode.bytes");
    return new FrameLimits(
        config.getInt("frame.max.bytes"),
        config.getInt("frame.max.pixels"),
        root.isBlank() ? Optional.empty() : Optional.of(Path.of(root)),
        budget == 0 ? DecodeBudget.ofTheHeap() : new DecodeBudget(budget));
  }

  /** The default limits: 8 MiB, 16,777,216 pixels, half of the heap, no URIs. */
  public static FrameLimits defaults() {
    return from(new AbstractConfig(definition(), java.util.Map.of(), false));
  }
}
