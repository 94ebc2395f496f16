package io.sisom.evaluation.episode;

/**
 * One novelty in one copy of the stream.
 *
 * @param copy of the stream that it is in, from 0
 * @param kind what is shown
 * @param start first frame of the stream that is changed
 * @param frames how many are, one after the other, at least 1
 * @param picture which of the objects or places is shown; 0 where the kind shows none
 * @param mask pixels that are changed in the first frame
 * @param dx pixels by which mask or picture move to the right from frame to frame
 * @param dy the same downward
 * @param strength of fog, darkness and blur, above 0 to 1; 1 for the others
 */
public record Splice(
    int copy,
    SpliceKind kind,
    int start,
    int frames,
    int picture,
    Mask mask,
    double dx,
    double dy,
    double strength) {
  /** Refuses what cannot be spliced in. */
  public Splice {
    if (copy < 0 || start < 0 || frames < 1 || picture < 0 || !(strength > 0 && strength <= 1)) {
      throw new IllegalArgumentException(
          "a splice of %d frames from frame %d of copy %d, picture %d, strength %s"
              .formatted(frames, start, copy, picture, strength));
    }
  }

  /** The frame after its last one. */
  public int end() {
    return start + frames;
  }

  /** Whether a frame is changed. */
  public boolean covers(int frame) {
    return frame >= start && frame < end();
  }
}
