package io.sisom.learning;

import io.sisom.network.BundleException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * Whether scoring reads what training writes. A network whose scoring has copies learns, says so,
 * and scores as before or as nothing: a bundle that was moved after loading, or learned on a GPU by
 * an earlier version, is such a one. So some kernels are changed one after the other, and scores
 * must change with each.
 */
final class TrainingReach {
  /** Kernels that are tried, spread over the network, the first and the last among them. */
  static final int MAX_TRIED = 8;

  private static final String HEAD = "head.";

  private final List<Parameters.Named> kernels;
  private final byte[] frame;
  private final Runnable refold;
  private final Function<byte[], float[]> scored;

  /**
   * Of a network.
   *
   * @param parameters of it and its head
   * @param frameBytes of one frame
   * @param refold brings scoring up to the parameters
   * @param scored what scoring gives of a frame after that, logits and taps
   */
  TrainingReach(
      List<Parameters.Named> parameters,
      int frameBytes,
      Runnable refold,
      Function<byte[], float[]> scored) {
    // Factors and shifts of normalization are left out: one of a dead channel changes nothing.
    this.kernels =
        parameters.stream()
            .filter(one -> !one.name().startsWith(HEAD))
            .filter(one -> one.array().getShape().dimension() >= 2)
            .toList();
    this.frame = new byte[frameBytes];
    new Random(1).nextBytes(frame);
    this.refold = refold;
    this.scored = scored;
  }

  /**
   * Tries, and leaves the network as it was.
   *
   * @param file of the network, for the message
   * @throws BundleException where a parameter changes and scores do not
   */
  void check(Path file) throws BundleException {
    float[] before = scores();
    int tried = Math.min(MAX_TRIED, kernels.size());
    for (int i = 0; i < tried; i++) {
      Parameters.Named kernel =
          kernels.get(tried == 1 ? 0 : i * (kernels.size() - 1) / (tried - 1));
      // Twice before it is refused: what was drawn first may have switched every unit off.
      if (!changes(kernel, i, before) && !changes(kernel, ~i, before)) {
        refold.run();
        throw new BundleException(
            file
                + ": learning would not reach scoring: scores stay as they are when "
                + kernel.name()
                + " changes, so scoring has a copy of its own. A network that an earlier version"
                + " learned on a GPU is such a one: go back to the bundle before, or export the"
                + " network again");
      }
    }
    refold.run();
  }

  private boolean changes(Parameters.Named kernel, long seed, float[] before) {
    float[] values = kernel.array().toFloatArray();
    Parameters.set(kernel.array(), Parameters.drawn(kernel.array().getShape(), new Random(seed)));
    boolean changed = !Arrays.equals(before, scores());
    Parameters.set(kernel.array(), values);
    return changed;
  }

  private float[] scores() {
    refold.run();
    return scored.apply(frame);
  }
}
