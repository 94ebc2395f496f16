package io.sisom.evaluation.al;

import io.sisom.method.Activations;
import java.util.List;

/**
 * Frames with what the present network computes for them: logits, tap activations and gradients.
 *
 * @param ids of each row
 * @param features one row a frame, finite; gradients as far as the strategy asked for them
 */
record FrameActivations(List<String> ids, Activations features) {
  /** Keeps a copy of the list. */
  public FrameActivations {
    ids = List.copyOf(ids);
    if (ids.size() != features.frames()) {
      throw new IllegalArgumentException(ids.size() + " ids for " + features.frames() + " rows");
    }
  }

  /** How many. */
  public int size() {
    return ids.size();
  }
}
