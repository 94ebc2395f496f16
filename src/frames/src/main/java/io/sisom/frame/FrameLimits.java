package io.sisom.frame;

import io.sisom.setting.Meaning;
import io.sisom.setting.Setting;
import io.sisom.setting.SettingGroup;
import io.sisom.setting.Settings;
import java.nio.file.Path;
import java.util.Optional;

/** How much of a frame is believed before it is refused. */
@SettingGroup("Frames")
public record FrameLimits(
    @Setting(key = "frame.max.bytes", value = "8388608", min = 1, max = 268_435_456, unit = "bytes")
        @Meaning("Largest encoded frame, bytes; a larger one is dead-lettered.")
        int maxBytes,
    @Setting(
            key = "frame.max.pixels",
            value = "16777216",
            min = 1,
            max = 268_435_456,
            unit = "pixels")
        @Meaning(
            "Largest decoded frame, width times height in pixels; a larger one is"
                + " dead-lettered before any of it is decoded.")
        int maxPixels,
    @Setting(key = "frame.uri.root", value = "")
        @Meaning("Folder below which file: URIs of frames are read; empty refuses URIs.")
        Optional<Path> uriRoot,
    @Setting(key = "frame.decode.bytes", value = "0", unit = "bytes", type = BudgetSetting.class)
        @Meaning(
            "Memory that pictures may take at once while they are decoded, bytes, over all"
                + " threads; others wait. A picture that takes more alone is dead-lettered. 0:"
                + " half of the heap.")
        DecodeBudget budget) {
  /** The same with a budget of half the heap. */
  public FrameLimits(int maxBytes, int maxPixels, Optional<Path> uriRoot) {
    this(maxBytes, maxPixels, uriRoot, DecodeBudget.ofTheHeap());
  }

  /** The default limits: 8 MiB, 16,777,216 pixels, half of the heap, no URIs. */
  public static FrameLimits defaults() {
    return Settings.defaults(FrameLimits.class);
  }
}
