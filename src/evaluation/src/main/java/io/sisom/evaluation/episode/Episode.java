package io.sisom.evaluation.episode;

/**
 * An episode, by frames of the stream.
 *
 * @param first novel frame of those that opened it
 * @param opened the frame that opened it: the alert's
 * @param last novel frame
 */
record Episode(int first, int opened, int last) {
  /** Whether the frames that opened it touch the splice. */
  boolean openedBy(Splice splice) {
    return first < splice.end() && opened >= splice.start();
  }

  /** Whether it was open before the splice and a frame of the splice kept it so. */
  boolean hides(Splice splice) {
    return opened < splice.start() && last >= splice.start();
  }
}
