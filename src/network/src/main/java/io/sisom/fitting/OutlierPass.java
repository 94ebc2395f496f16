package io.sisom.fitting;

import io.sisom.fitting.FittingFrames.Outliers;
import io.sisom.fitting.outlier.OutlierFamily;
import io.sisom.method.Activations;
import io.sisom.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs outliers of every family through the network. */
public final class OutlierPass {
  private final Network network;
  private final int batchFrames;
  private final Set<String> gradientTaps;

  /**
   * On one network.
   *
   * @param batchFrames the device takes at once, 1 or more
   * @param gradientTaps names of the taps whose gradients are read
   */
  public OutlierPass(Network network, int batchFrames, Set<String> gradientTaps) {
    this.gradientTaps = gradientTaps;
    this.network = network;
    this.batchFrames = batchFrames;
  }

  /**
   * What the network says of the outliers of every family; a family of which nothing finite is left
   * is left out.
   *
   * @param frames held-out frames, planes of the network's input shape, of at least two classes
   * @param labels class of each
   * @param progress told outliers done
   */
  public List<Outliers> run(List<byte[]> frames, int[] labels, Progress progress) {
    long total = (long) frames.size() * OutlierFamily.values().length;
    List<Outliers> all = new ArrayList<>();
    for (OutlierFamily family : OutlierFamily.values()) {
      long before = (long) frames.size() * family.ordinal();
      run(family, frames, labels, (done, ofFamily) -> progress.update(before + done, total))
          .ifPresent(features -> all.add(new Outliers(family, features)));
    }
    return all;
  }

  /** The same of one family; rows that are not finite are left out, empty where none is left. */
  public Optional<Activations> run(
      OutlierFamily family, List<byte[]> frames, int[] labels, Progress progress) {
    List<byte[]> made = family.from(frames, labels, network.description().input());
    FiniteRows rows = new FiniteRows();
    for (int from = 0; from < made.size(); from += batchFrames) {
      int to = Math.min(made.size(), from + batchFrames);
      rows.add(network.run(made.subList(from, to), gradientTaps));
      progress.update(to, made.size());
    }
    return rows.joined();
  }
}
