package io.sisom.evaluation;

import io.sisom.frame.DecodedFrame;
import io.sisom.frame.FrameDecoder;
import io.sisom.method.FrameShape;
import java.util.ArrayList;
import java.util.List;

/**
 * A set's frames, decoded and held in memory. Arrays are not to be changed.
 *
 * @param name of the set
 * @param planes of each frame, as long as the network's input
 * @param labels index of each frame's label among the model's; −1: none of them
 * @param leftOut frames that cannot be decoded
 */
@SuppressWarnings("ArrayRecordComponent") // large, never compared
public record PixelSet(String name, List<byte[]> planes, int[] labels, int leftOut) {
  /** Keeps a copy of the list; throws {@link IllegalArgumentException} where lengths disagree. */
  public PixelSet {
    planes = List.copyOf(planes);
    if (planes.size() != labels.length) {
      throw new IllegalArgumentException(
          "%s: %d frames, %d labels".formatted(name, planes.size(), labels.length));
    }
  }

  /**
   * Reads a set.
   *
   * @throws EvaluationException where it cannot be read or none of its frames can be decoded
   */
  public static PixelSet read(
      SetReader reader,
      FrameSet set,
      FrameDecoder decoder,
      FrameShape shape,
      List<String> modelLabels) {
    List<byte[]> planes = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    int seen =
        reader.read(
            set,
            (ordinal, frame) -> {
              if (decoder.decode(frame.frame(), shape) instanceof DecodedFrame.Pixels pixels) {
                planes.add(pixels.planar());
                labels.add(frame.label() == null ? -1 : modelLabels.indexOf(frame.label()));
              }
            });
    if (planes.isEmpty()) {
      throw new EvaluationException("none of the frames of " + set.name() + " can be decoded");
    }
    return new PixelSet(
        set.name(),
        planes,
        labels.stream().mapToInt(label -> label).toArray(),
        seen - planes.size());
  }

  /** How many frames there are. */
  public int size() {
    return labels.length;
  }
}
