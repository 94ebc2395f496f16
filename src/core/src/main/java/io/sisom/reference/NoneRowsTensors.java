package io.sisom.reference;

import io.sisom.method.Head;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@link NoneRows} in a reference set's file: tensors {@code none.weight} F32 [R, P] and {@code
 * none.bias} F32 [R], metadata {@code noneKinds} (a JSON array) and {@code noneOffset}. Readers
 * that know of no such rows pass over all four and serve the classes.
 */
final class NoneRowsTensors {
  private static final String WEIGHT = "none.weight";
  private static final String BIAS = "none.bias";
  private static final String KINDS = "noneKinds";
  private static final String OFFSET = "noneOffset";

  private NoneRowsTensors() {}

  static void put(NoneRows none, Map<String, Tensor> tensors) {
    Head head = none.head();
    tensors.put(WEIGHT, Tensor.of(head.weight(), head.classes(), head.penultimate()));
    tensors.put(BIAS, Tensor.of(head.bias(), head.classes()));
  }

  static void put(NoneRows none, String kinds, Map<String, String> metadata) {
    metadata.put(KINDS, kinds);
    metadata.put(OFFSET, Integer.toString(none.offset()));
  }

  /** Reads a JSON list out of the metadata. */
  interface Lists {
    List<String> of(String name) throws SafetensorsException;
  }

  static Optional<NoneRows> read(Safetensors content, Lists lists) throws SafetensorsException {
    if (!content.tensors().containsKey(WEIGHT)) {
      return Optional.empty();
    }
    Tensor weight = content.tensor(WEIGHT);
    Head head =
        new Head(
            lists.of(KINDS),
            ReferenceSetFile.columns(WEIGHT, weight),
            weight.floats(),
            content.tensor(BIAS).floats());
    return Optional.of(new NoneRows(head, Integer.parseInt(content.text(OFFSET))));
  }
}
