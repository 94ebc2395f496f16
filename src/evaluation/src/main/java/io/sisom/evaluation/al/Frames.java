package io.sisom.evaluation.al;

import io.sisom.method.Activations;
import java.util.List;

/**
 * Frames as the present network sees them.
 *
 * @param ids of each row
 * @param features one row a frame, finite; gradients as far as the strategy asked for them
 */
public record Frames(List<String> ids, Activations features) {
  /** Keeps a copy of the list. */
  public Frames {
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
