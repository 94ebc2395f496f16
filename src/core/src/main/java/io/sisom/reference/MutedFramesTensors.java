package io.sisom.reference;

import io.sisom.method.FloatFeatures;
import io.sisom.method.LeanFeature;
import io.sisom.method.TapLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@link MutedFrames} in a reference set's file: tensors {@code muted.features} F32 [m, w], {@code
 * muted.radii} F32 [m] and {@code muted.frameIds} U8 (a JSON array), metadata {@code mutedTaps} (a
 * JSON array).
 */
final class MutedFramesTensors {
  private static final String FEATURES = "muted.features";
  private static final String RADII = "muted.radii";
  private static final String IDS = "muted.frameIds";
  static final String TAPS = "mutedTaps";

  private MutedFramesTensors() {}

  static void put(MutedFrames muted, String ids, Map<String, Tensor> tensors) {
    FloatFeatures features = muted.features();
    tensors.put(FEATURES, Tensor.of(features.values(), features.rows(), features.width()));
    tensors.put(RADII, Tensor.of(muted.radii(), muted.size()));
    byte[] json = ids.getBytes(StandardCharsets.UTF_8);
    tensors.put(IDS, Tensor.of(json, json.length));
  }

  /** Reads a JSON list of strings. */
  interface Lists {
    List<String> of(String name, String json) throws SafetensorsException;
  }

  static Optional<MutedFrames> read(Safetensors content, TapLayout layout, Lists lists)
      throws SafetensorsException {
    if (!content.tensors().containsKey(FEATURES)) {
      return Optional.empty();
    }
    Tensor features = content.tensor(FEATURES);
    int width = ReferenceSetFile.columns(FEATURES, features);
    int rows = Math.toIntExact(features.shape().get(0));
    String ids = new String(content.tensor(IDS).bytes(), StandardCharsets.UTF_8);
    return Optional.of(
        new MutedFrames(
            new LeanFeature(layout, lists.of(TAPS, content.text(TAPS))),
            new FloatFeatures(features.floats(), rows, width),
            content.tensor(RADII).floats(),
            lists.of(IDS, ids)));
  }
}
