package io.sisom.method;

/** Root mean square of h⊙g of each tap, gathered frame by frame in float64. */
public final class TapSignal {
  private final TapLayout layout;
  private final boolean saliency;
  private final double[] squares;
  private long frames;

  /** Of h⊙g. */
  public TapSignal(TapLayout layout) {
    this(layout, true);
  }

  /** Of h⊙g, or of h alone where the saliency is switched off. */
  public TapSignal(TapLayout layout, boolean saliency) {
    this.layout = layout;
    this.saliency = saliency;
    this.squares = new double[layout.taps().size()];
  }

  /**
   * Adds one frame.
   *
   * @param taps activations h, one frame's units from {@code offset} on, finite
   * @param grads gradients g, at the same places
   */
  public void add(float[] taps, float[] grads, int offset) {
    for (int t = 0; t < squares.length; t++) {
      TapLayout.Tap tap = layout.taps().get(t);
      int from = offset + tap.offset();
      double sum = 0;
      for (int k = from; k < from + tap.width(); k++) {
        double product = saliency ? (double) taps[k] * grads[k] : taps[k];
        sum += product * product;
      }
      squares[t] += sum / tap.width();
    }
    frames++;
  }

  /** One value for each tap; 0 before any frame. */
  public double[] rms() {
    double[] rms = new double[squares.length];
    for (int t = 0; t < rms.length; t++) {
      rms[t] = frames == 0 ? 0 : Math.sqrt(squares[t] / frames);
    }
    return rms;
  }
}
