package io.sisom.network;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sisom.method.FrameShape;
import io.sisom.method.TapLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code model.json} says of a bundle.
 *
 * @param name of the network, letters, digits, dot, dash and underscore
 * @param input shape of a frame, unsigned bytes in planes of red, green and blue, or in one of
 *     luma, which colored frames are turned into (ITU-R 601-2, rounded as Pillow does)
 * @param labels of the initial head's rows, in order
 * @param taps where each tap's channels stand in the tap vector
 * @param penultimate width P of the layer the head reads
 * @param methods of the TorchScript file
 */
public record BundleDescription(
    String name,
    FrameShape input,
    List<String> labels,
    TapLayout taps,
    int penultimate,
    BundleMethods methods) {
  private static final int FORMAT = 1;
  private static final long MAX_BYTES = 1 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads and checks {@code model.json}.
   *
   * @throws BundleException where the file is missing, not JSON, of another format, or contradicts
   *     itself
   */
  public static BundleDescription read(Path file) throws BundleException {
    Json json = parse(file);
    check(
        json.format() == FORMAT,
        file,
        "format is " + json.format() + ", this version reads " + FORMAT);
    String name = given(json.name(), file, "name");
    check(
        name.matches("[A-Za-z0-9._-]{1,100}"), file, "name must be 1 to 100 of A-Z a-z 0-9 . _ -");
    List<String> labels = given(json.labels(), file, "labels");
    check(
        labels.size() >= 2,
        file,
        "labels must name at least two classes, not "
            + labels.size()
            + ": of one class every frame is certain and none is novel; write a head of one output"
            + " (a sigmoid's) as one of two");
    check(!labels.contains(null), file, "labels must be names, one is null");
    check(
        new HashSet<>(labels).size() == labels.size(), file, "labels must differ from each other");
    check("mean".equals(json.pooling()), file, "pooling must be mean, is " + json.pooling());
    check(json.penultimate() > 0, file, "penultimate must be at least 1");
    TapLayout layout = layout(file, given(json.taps(), file, "taps"));
    return new BundleDescription(
        name,
        shape(file, given(json.input(), file, "input")),
        List.copyOf(labels),
        layout,
        json.penultimate(),
        methods(file, layout, json.methods()));
  }

  private static BundleMethods methods(Path file, TapLayout layout, Json.@Nullable Methods json)
      throws BundleException {
    if (json == null) {
      return BundleMethods.unnamed(layout);
    }
    List<GradientMethod> gradients = new ArrayList<>();
    for (Json.Gradients one : given(json.gradients(), file, "methods.gradients")) {
      List<String> taps = given(one.taps(), file, "methods.gradients.taps");
      check(
          layout.names().containsAll(taps),
          file,
          "methods.gradients names taps " + taps + ", there are " + layout.names());
      String method = given(one.method(), file, "methods.gradients.method");
      gradients.add(new GradientMethod(identifier(method, file), new HashSet<>(taps)));
    }
    check(
        gradients.stream().anyMatch(one -> one.taps().containsAll(layout.names())),
        file,
        "no method in methods.gradients gives the gradients of every tap");
    return new BundleMethods(
        gradients,
        optional(json.plain(), file),
        optional(json.half(), file),
        optional(json.bfloat16(), file),
        optional(json.refold(), file),
        optional(json.heatMap(), file));
  }

  private static Optional<String> optional(@Nullable String method, Path file)
      throws BundleException {
    return method == null ? Optional.empty() : Optional.of(identifier(method, file));
  }

  private static String identifier(String method, Path file) throws BundleException {
    check(method.matches("[a-z][a-z0-9_]{0,99}"), file, "methods has a name that is none");
    return method;
  }

  private static FrameShape shape(Path file, Json.Input input) throws BundleException {
    check("uint8".equals(input.dtype()), file, "input.dtype must be uint8, is " + input.dtype());
    try {
      FrameShape shape = new FrameShape(input.channels(), input.height(), input.width());
      checkColor(file, shape, String.valueOf(input.colour()));
      return shape;
    } catch (IllegalArgumentException e) {
      throw new BundleException(file + ": input: " + e.getMessage(), e);
    }
  }

  /** The first exporter wrote RGB whatever the channels. */
  private static void checkColor(Path file, FrameShape shape, String color) throws BundleException {
    boolean gray = shape.channels() == 1 && "grey".equals(color);
    check(
        gray || "RGB".equals(color),
        file,
        "input.colour must be " + (shape.channels() == 1 ? "grey" : "RGB") + ", is " + color);
  }

  private static TapLayout layout(Path file, List<Json.Tap> taps) throws BundleException {
    for (Json.Tap tap : taps) {
      check(tap != null && tap.name() != null, file, "taps must have names, one is null");
    }
    try {
      return new TapLayout(
          taps.stream().map(t -> new TapLayout.Tap(t.name(), t.offset(), t.width())).toList());
    } catch (IllegalArgumentException e) {
      throw new BundleException(file + ": taps: " + e.getMessage(), e);
    }
  }

  private static Json parse(Path file) throws BundleException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new BundleException(
            file + ": larger than " + MAX_BYTES + " bytes, not a bundle description");
      }
      return given(JSON.readValue(file.toFile(), Json.class), file, "the description");
    } catch (IOException e) {
      throw new BundleException(file + ": not a readable bundle description: " + e.getMessage(), e);
    }
  }

  private static <T> T given(@Nullable T value, Path file, String field) throws BundleException {
    if (value == null) {
      throw new BundleException(file + ": " + field + " is missing");
    }
    return value;
  }

  private static void check(boolean holds, Path file, String otherwise) throws BundleException {
    if (!holds) {
      throw new BundleException(file + ": " + otherwise);
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Json(
      int format,
      @Nullable String name,
      @Nullable Input input,
      int penultimate,
      @Nullable List<String> labels,
      @Nullable List<Tap> taps,
      @Nullable String pooling,
      @Nullable Methods methods) {
    record Input(
        @Nullable String dtype, int channels, int height, int width, @Nullable String colour) {}

    record Tap(String name, int offset, int width) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Methods(
        @Nullable List<Gradients> gradients,
        @Nullable String plain,
        @Nullable String half,
        @Nullable String bfloat16,
        @Nullable String refold,
        @Nullable String heatMap) {}

    record Gradients(@Nullable String method, @Nullable List<String> taps) {}
  }
}
