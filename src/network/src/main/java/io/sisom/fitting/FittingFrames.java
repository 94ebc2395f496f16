package io.sisom.fitting;

import io.sisom.fitting.outlier.OutlierFamily;
import io.sisom.method.Activations;
import io.sisom.method.TapLayout;
import java.util.List;

/**
 * What settings are tried on, as the network sees it. All of it is finite.
 *
 * @param layout of the taps
 * @param classes of the head
 * @param known labeled frames that distances are measured to
 * @param labels class of each known frame
 * @param heldOut labeled frames that are not among the known ones
 * @param outliers made of the held-out frames
 */
@SuppressWarnings("ArrayRecordComponent") // large, never compared
public record FittingFrames(
    TapLayout layout,
    int classes,
    Activations known,
    int[] labels,
    Activations heldOut,
    List<Outliers> outliers) {

  /** Outliers of one family, as the network sees them. */
  public record Outliers(OutlierFamily family, Activations features) {}

  /** Keeps a copy of the list. */
  public FittingFrames {
    outliers = List.copyOf(outliers);
    if (labels.length != known.frames() || known.width() != layout.width()) {
      throw new IllegalArgumentException(
          "fitting: %d labels of %d known frames, %d units in taps of %d"
              .formatted(labels.length, known.frames(), known.width(), layout.width()));
    }
  }
}
