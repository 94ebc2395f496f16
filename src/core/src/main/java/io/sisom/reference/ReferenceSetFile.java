package io.sisom.reference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sisom.method.Balance;
import io.sisom.method.Calibration;
import io.sisom.method.Distance;
import io.sisom.method.DistanceRule;
import io.sisom.method.Enhancement;
import io.sisom.method.FeatureMap;
import io.sisom.method.FloatFeatures;
import io.sisom.method.Head;
import io.sisom.method.InnerClass;
import io.sisom.method.LeanFeature;
import io.sisom.method.OuterReading;
import io.sisom.method.Profile;
import io.sisom.method.SalientLeanFeature;
import io.sisom.method.ScoreForm;
import io.sisom.method.Steepness;
import io.sisom.method.TapLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A reference set as a file in the safetensors layout, so that Python reads it too.
 *
 * <p>Tensors: {@code known.features} F32 [n, w], {@code known.labels} I32 [n], {@code
 * known.frameIds} U8 (a JSON array), {@code head.weight} F32 [K, P], {@code head.bias} F32 [K],
 * {@code calibration.sisome|ratios|energies} F64 [m]. Metadata: {@code format}, {@code labels},
 * {@code taps}, {@code profile}, {@code distance}, {@code neighbors}, {@code outer}, {@code form},
 * {@code ratioAverage}, {@code balance} and {@code fit}, in JSON; {@code precision} and {@code
 * device} that the features were computed in and on, empty or absent where not known; {@code
 * steepness} and {@code saliency} of enhanced features, {@code leanTaps} and {@code leanRoot} of
 * lean ones, both and {@code salientScale} of lean ones with enhanced units. Where something was
 * learned of frames that show none of the classes, {@link NoneRowsTensors}; where frames are muted,
 * {@link MutedFramesTensors}; of calibration frames whose sensors are known, {@link
 * SensorCalibrationsTensors}.
 *
 * <p>Format 1 knew the paper's score alone, format 2 no roots, format 3 no lean features with
 * enhanced units, format 4 no muted frames, format 5 no {@code innerClass}: a frame whose
 * pseudo-class has no known frame was infinitely far, and is so still where a set without known
 * frames of some class does not say otherwise. A set is written in the earliest format whose
 * readers can serve it, with keys that they pass over; earlier readers refuse it.
 */
public final class ReferenceSetFile {
  private static final String PAPERS_SCORE = "1";
  private static final String WITHOUT_ROOTS = "2";
  private static final String WITHOUT_SALIENT_UNITS = "3";
  private static final String WITHOUT_MUTED_FRAMES = "4";
  private static final String WITH_MUTED_FRAMES = "5";
  private static final String WITH_INNER_CLASS = "6";
  private static final String INNER_CLASS = "innerClass";
  private static final List<String> READ =
      List.of(
          PAPERS_SCORE,
          WITHOUT_ROOTS,
          WITHOUT_SALIENT_UNITS,
          WITHOUT_MUTED_FRAMES,
          WITH_MUTED_FRAMES,
          WITH_INNER_CLASS);
  private static final int MAX_NEIGHBORS = 1000;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<List<String>> STRINGS = new TypeReference<>() {};
  private static final TypeReference<List<Double>> NUMBERS = new TypeReference<>() {};
  private static final TypeReference<List<TapLayout.Tap>> TAPS = new TypeReference<>() {};

  private ReferenceSetFile() {}

  /** Writes {@code set} to {@code file}. */
  public static void write(ReferenceSet set, Path file) throws IOException {
    FloatFeatures features = set.known().features();
    Head head = set.head();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("known.features", Tensor.of(features.values(), features.rows(), features.width()));
    tensors.put("known.labels", Tensor.of(set.known().labels(), set.known().size()));
    byte[] ids = JSON.writeValueAsString(set.known().frameIds()).getBytes(StandardCharsets.UTF_8);
    tensors.put("known.frameIds", Tensor.of(ids, ids.length));
    tensors.put("head.weight", Tensor.of(head.weight(), head.classes(), head.penultimate()));
    tensors.put("head.bias", Tensor.of(head.bias(), head.classes()));
    CalibrationScores calibration = set.calibration();
    tensors.put("calibration.sisome", scores(calibration.sisome()));
    tensors.put("calibration.ratios", scores(calibration.ratios()));
    tensors.put("calibration.energies", scores(calibration.energies()));
    set.none().ifPresent(rows -> NoneRowsTensors.put(rows, tensors));
    if (set.muted().isPresent()) {
      MutedFrames muted = set.muted().get();
      MutedFramesTensors.put(muted, JSON.writeValueAsString(muted.frameIds()), tensors);
    }
    String sensors = JSON.writeValueAsString(set.sensors().frames().keySet());
    SensorCalibrationsTensors.put(set.sensors(), sensors, tensors);
    new Safetensors(tensors, metadata(set)).write(file);
  }

  private static Tensor scores(Calibration calibration) {
    return Tensor.of(calibration.scores(), calibration.size());
  }

  private static Map<String, String> metadata(ReferenceSet set) throws JsonProcessingException {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", format(set));
    metadata.put("labels", JSON.writeValueAsString(set.head().labels()));
    DistanceRule rule = set.rule();
    metadata.put("taps", JSON.writeValueAsString(rule.features().layout().taps()));
    putFeatures(metadata, rule.features());
    metadata.put("profile", rule.profile().key());
    metadata.put("distance", rule.distance().key());
    metadata.put("neighbours", Integer.toString(rule.neighbors()));
    metadata.put("outer", rule.outer().key());
    if (saysInnerClass(set)) {
      metadata.put(INNER_CLASS, rule.inner().key());
    }
    metadata.put("fit", set.fitReport());
    metadata.put("precision", set.arithmetic().precision());
    metadata.put("device", set.arithmetic().device());
    metadata.put("form", set.form().key());
    metadata.put("ratioAverage", Double.toString(set.ratioAverage()));
    Balance b = set.balance();
    metadata.put(
        "balance",
        JSON.writeValueAsString(
            List.of(
                b.weight(),
                b.ratioMean(),
                b.ratioDeviation(),
                b.energyMean(),
                b.energyDeviation())));
    if (set.none().isPresent()) {
      NoneRows none = set.none().get();
      NoneRowsTensors.put(none, JSON.writeValueAsString(none.head().labels()), metadata);
    }
    if (set.muted().isPresent()) {
      List<String> taps = set.muted().get().likeness().taps();
      metadata.put(MutedFramesTensors.TAPS, JSON.writeValueAsString(taps));
    }
    set.sensors()
        .pooledEffective()
        .ifPresent(size -> metadata.put(SensorCalibrationsTensors.POOLED, Double.toString(size)));
    return metadata;
  }

  private static void putFeatures(Map<String, String> metadata, FeatureMap features)
      throws JsonProcessingException {
    if (features instanceof Enhancement enhancement) {
      metadata.put("steepness", JSON.writeValueAsString(enhancement.steepness().alphas()));
      metadata.put("saliency", Boolean.toString(enhancement.needsGradients()));
    } else if (features instanceof LeanFeature lean) {
      metadata.put("leanTaps", JSON.writeValueAsString(lean.taps()));
      metadata.put("leanRoot", Boolean.toString(lean.root()));
    } else if (features instanceof SalientLeanFeature both) {
      putFeatures(metadata, both.lean());
      putFeatures(metadata, both.salient());
      metadata.put("salientScale", Double.toString(both.scale()));
    } else {
      throw new IllegalStateException("nothing says how to write " + features);
    }
  }

  /** Where every class has known frames it makes no difference, and earlier readers can serve. */
  private static boolean saysInnerClass(ReferenceSet set) {
    return set.rule().inner() != InnerClass.PREDICTED && !set.holdsEveryClass();
  }

  private static String format(ReferenceSet set) {
    if (saysInnerClass(set)) {
      return WITH_INNER_CLASS;
    }
    if (set.muted().isPresent()) {
      return WITH_MUTED_FRAMES;
    }
    DistanceRule rule = set.rule();
    boolean papers =
        rule.profile() == Profile.SISOME
            && rule.distance() == Distance.RATIO
            && rule.features().needsGradients();
    if (papers) {
      return PAPERS_SCORE;
    }
    boolean roots = rule.features() instanceof LeanFeature lean && lean.root();
    if (rule.features() instanceof SalientLeanFeature) {
      return WITHOUT_MUTED_FRAMES;
    }
    return roots ? WITHOUT_SALIENT_UNITS : WITHOUT_ROOTS;
  }

  /**
   * Reads a file of any origin.
   *
   * @throws SafetensorsException where it is no reference set, or one that contradicts itself
   */
  public static ReferenceSet read(Path file) throws IOException, SafetensorsException {
    Safetensors content = Safetensors.read(file);
    String format = content.text("format");
    if (!READ.contains(format)) {
      throw new SafetensorsException(
          "reference set of format " + format + ", this version reads " + READ);
    }
    try {
      return assemble(content);
    } catch (IllegalArgumentException | JsonProcessingException e) {
      throw new SafetensorsException("not a reference set: " + e.getMessage(), e);
    }
  }

  private static ReferenceSet assemble(Safetensors content)
      throws SafetensorsException, JsonProcessingException {
    Head head = head(content);
    KnownFrames known = known(content);
    DistanceRule rule = rule(content);
    return new ReferenceSet(
        known.holdsEvery(head.classes()) ? rule.with(InnerClass.HELD) : rule,
        head,
        known,
        ScoreForm.of(content.text("form")),
        balance(list(content, "balance", NUMBERS)),
        Double.parseDouble(content.text("ratioAverage")),
        new CalibrationScores(
            Calibration.of(content.tensor("calibration.sisome").doubles()),
            Calibration.of(content.tensor("calibration.ratios").doubles()),
            Calibration.of(content.tensor("calibration.energies").doubles())),
        content.metadata().getOrDefault("fit", ""),
        new Arithmetic(
            content.metadata().getOrDefault("precision", ""),
            content.metadata().getOrDefault("device", "")),
        NoneRowsTensors.read(content, name -> strings(name, content.text(name))),
        MutedFramesTensors.read(content, new TapLayout(taps(content)), ReferenceSetFile::strings),
        SensorCalibrationsTensors.read(content, ReferenceSetFile::strings));
  }

  private static List<String> strings(String name, String json) throws SafetensorsException {
    try {
      return list(name, json, STRINGS);
    } catch (JsonProcessingException e) {
      throw new SafetensorsException(name + " is no list: " + e.getMessage(), e);
    }
  }

  private static DistanceRule rule(Safetensors content)
      throws SafetensorsException, JsonProcessingException {
    TapLayout layout = new TapLayout(taps(content));
    Map<String, String> given = content.metadata();
    Profile profile = Profile.of(given.getOrDefault("profile", Profile.SISOME.key()));
    return new DistanceRule(
        profile,
        profile == Profile.LEAN ? leanFeatures(content, layout) : enhancement(content, layout),
        Distance.of(given.getOrDefault("distance", Distance.RATIO.key())),
        neighbors(given.getOrDefault("neighbours", "1")),
        OuterReading.of(content.text("outer")),
        InnerClass.of(given.getOrDefault(INNER_CLASS, InnerClass.PREDICTED.key())));
  }

  private static FeatureMap leanFeatures(Safetensors content, TapLayout layout)
      throws SafetensorsException, JsonProcessingException {
    Map<String, String> given = content.metadata();
    LeanFeature lean =
        new LeanFeature(
            layout,
            list(content, "leanTaps", STRINGS),
            given.getOrDefault("leanRoot", "false").equals("true"));
    return given.containsKey("salientScale")
        ? new SalientLeanFeature(
            lean, enhancement(content, layout), Double.parseDouble(content.text("salientScale")))
        : lean;
  }

  private static Enhancement enhancement(Safetensors content, TapLayout layout)
      throws SafetensorsException, JsonProcessingException {
    return new Enhancement(
        new Steepness(layout, list(content, "steepness", NUMBERS)),
        !content.metadata().getOrDefault("saliency", "true").equals("false"));
  }

  private static Head head(Safetensors content)
      throws SafetensorsException, JsonProcessingException {
    Tensor weight = content.tensor("head.weight");
    return new Head(
        list(content, "labels", STRINGS),
        columns("head.weight", weight),
        weight.floats(),
        content.tensor("head.bias").floats());
  }

  private static KnownFrames known(Safetensors content)
      throws SafetensorsException, JsonProcessingException {
    Tensor features = content.tensor("known.features");
    int width = columns("known.features", features);
    int rows = Math.toIntExact(features.shape().get(0));
    String ids = new String(content.tensor("known.frameIds").bytes(), StandardCharsets.UTF_8);
    return new KnownFrames(
        new FloatFeatures(features.floats(), rows, width),
        content.tensor("known.labels").ints(),
        list("known.frameIds", ids, STRINGS));
  }

  /** What score.neighbors allows; each frame's score takes memory for so many distances. */
  private static int neighbors(String given) throws SafetensorsException {
    int neighbors = Integer.parseInt(given);
    if (neighbors > MAX_NEIGHBORS) {
      throw new SafetensorsException("neighbours " + neighbors + " is more than " + MAX_NEIGHBORS);
    }
    return neighbors;
  }

  private static List<TapLayout.Tap> taps(Safetensors content)
      throws SafetensorsException, JsonProcessingException {
    List<TapLayout.Tap> taps = list(content, "taps", TAPS);
    if (taps.stream().anyMatch(tap -> Objects.isNull(tap.name()))) {
      throw new SafetensorsException("taps: one has no name");
    }
    return taps;
  }

  private static <T> List<T> list(Safetensors content, String name, TypeReference<List<T>> type)
      throws SafetensorsException, JsonProcessingException {
    return list(name, content.text(name), type);
  }

  /** JSON has a null where a list or its elements may be, and Jackson hands it on. */
  private static <T> List<T> list(String name, String json, TypeReference<List<T>> type)
      throws SafetensorsException, JsonProcessingException {
    List<T> values = JSON.readValue(json, type);
    if (Objects.isNull(values) || values.stream().anyMatch(Objects::isNull)) {
      throw new SafetensorsException(
          name + " is null or holds null where a list of values belongs");
    }
    return values;
  }

  static int columns(String name, Tensor tensor) {
    if (tensor.shape().size() != 2) {
      throw new IllegalArgumentException(name + " must have 2 dimensions, has " + tensor.shape());
    }
    return Math.toIntExact(tensor.shape().get(1));
  }

  private static Balance balance(List<Double> values) {
    if (values.size() != 5) {
      throw new IllegalArgumentException("balance must be 5 numbers, is " + values);
    }
    return new Balance(values.get(0), values.get(1), values.get(2), values.get(3), values.get(4));
  }
}
