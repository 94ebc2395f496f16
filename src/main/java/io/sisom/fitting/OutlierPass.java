package io.sisom.fitting;

import io.sisom.fitting.FittingFrames.Outliers;
import io.sisom.fitting.outlier.OutlierFamily;
import io.sisom.model.Network;
import java.util.ArrayList;
import java.util.List;

/** Runs outliers of every family through the network. */
public final class OutlierPass {
  private final Network network;
  private final int batchFrames;

  /**
   * On one network.
   *
   * @param batchFrames the device takes at once, 1 or more
   */
  public OutlierPass(Network network, int batchFrames) {
    this.network = network;
    this.batchFrames = batchFrames;
  }

  /**
   * What the network says of the outliers; those it gives no finite features for are left out, and
   * a family of which nothing is left, too.
   *
   * @param frames held-out frames, planes of the network's input shape, of at least two classes
   * @param labels class of each
   * @param progress told outliers done
   */
  public List<Outliers> run(List<byte[]> frames, int[] labels, Progress progress) {
    long total = (long) frames.size() * OutlierFamily.values().length;
    List<Outliers> all = new ArrayList<>();
    long done = 0;
    for (OutlierFamily family : OutlierFamily.values()) {
      List<byte[]> made = family.from(frames, labels, network.description().input());
      FiniteRows rows = new FiniteRows();
      for (int from = 0; from < made.size(); from += batchFrames) {
        List<byte[]> batch = made.subList(from, Math.min(made.size(), from + batchFrames));
        rows.add(network.run(batch));
        done += batch.size();
        progress.update(done, total);
      }
      rows.joined().ifPresent(features -> all.add(new Outliers(family, features)));
    }
    return all;
  }
}
