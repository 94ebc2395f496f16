package io.sisom.learning;

/** Frames to learn from. */
public interface LearningFrames {
  /** How many there are. */
  int size();

  /** Planes of unsigned bytes, as long as the network's input. */
  byte[] pixels(int index);

  /** Row of the head that the frame's label has. */
  int label(int index);

  /** Labels of all frames. */
  default int[] labels() {
    int[] labels = new int[size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = label(i);
    }
    return labels;
  }
}
