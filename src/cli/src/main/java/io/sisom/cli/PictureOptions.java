package io.sisom.cli;

import io.sisom.frame.FrameLimits;
import io.sisom.recording.picture.DepthMapping;
import io.sisom.recording.picture.LargeFrames;
import io.sisom.recording.picture.Mask;
import io.sisom.recording.picture.PictureChoices;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How pictures are read. */
final class PictureOptions {
  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      description = "How raw images are encoded, whatever their driver says, such as bayer_rggb8.")
  private @Nullable String encoding;

  @Option(
      names = "--depth",
      paramLabel = "NEAR,FAR",
      description =
          "Feed depth as gray, from NEAR (white) to FAR (black) millimeters; without it depth is"
              + " left out.")
  private @Nullable String depth;

  @Option(
      names = "--mask",
      paramLabel = "X,Y,W,H",
      description = "Blacken this rectangle of pixels. May be given repeatedly.")
  private List<String> masks = new ArrayList<>();

  @Option(
      names = "--large",
      paramLabel = "FORMAT",
      defaultValue = "png",
      description =
          "How raw images beyond frame.max.bytes are written: png, without loss, or jpeg (default:"
              + " ${DEFAULT-VALUE}).")
  private LargeFrames large;

  /** How pictures are read. */
  PictureChoices choices(CommandSpec spec, FrameLimits limits) {
    return new PictureChoices(
        Optional.ofNullable(encoding),
        Optional.ofNullable(depth).map(it -> typed(spec, "--depth", () -> mapping(it))),
        masks.stream().map(it -> typed(spec, "--mask", () -> Mask.parse(it))).toList(),
        large,
        limits.maxBytes(),
        limits.maxPixels());
  }

  private static DepthMapping mapping(String text) {
    String[] parts = text.split(",", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException("expected NEAR,FAR in millimeters");
    }
    return new DepthMapping(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
  }

  /** What parsing gives; what it complains of is wrong usage of the option. */
  static <T> T typed(CommandSpec spec, String option, Supplier<T> parsing) {
    try {
      return parsing.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage(), e);
    }
  }
}
