package io.sisom.evaluation;

import java.util.List;

/**
 * A set to read.
 *
 * @param name short, for people; may hold anything
 * @param role what it is for
 * @param locations read as one, in this order, at least one
 * @param limit at most so many frames, evenly spread over all of them; 1 or more
 */
public record FrameSet(String name, Role role, List<FrameLocation> locations, long limit) {
  /** No limit. */
  public static final long WHOLE = Long.MAX_VALUE;

  /** Keeps a copy. */
  public FrameSet {
    locations = List.copyOf(locations);
    if (locations.isEmpty() || limit < 1) {
      throw new IllegalArgumentException(name + ": no location, or a limit of " + limit);
    }
  }
}
