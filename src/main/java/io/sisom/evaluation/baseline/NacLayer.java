package io.sisom.evaluation.baseline;

import io.sisom.sisom.TapLayout;
import java.util.List;

/**
 * How NAC reads one tap.
 *
 * @param tap its name
 * @param steepness α of the neuron state {@code σ(α · h ⊙ g)}, for spatial means
 * @param thresholds M, even, 4 or more; they bound M − 1 intervals
 * @param fullAt O, frames in an interval that make its coverage full, 1 or more
 */
public record NacLayer(String tap, double steepness, int thresholds, int fullAt) {
  /** Throws {@link IllegalArgumentException} where a number is out of range. */
  public NacLayer {
    if (!(steepness > 0) || thresholds < 4 || thresholds % 2 != 0 || fullAt < 1) {
      throw new IllegalArgumentException(
          "NAC at %s: steepness %s must be positive, thresholds %d even and 4 or more, full at %d 1"
                  .formatted(tap, steepness, thresholds, fullAt)
              + " or more");
    }
  }

  /** The published CIFAR-10 setting of the pooled layer, for the last tap of any network. */
  public static NacLayer pooled(TapLayout layout) {
    return new NacLayer(layout.names().get(layout.names().size() - 1), 100, 50, 50);
  }

  /**
   * The published settings for a CIFAR-10 ResNet, layer by layer. The published states multiply
   * sums over positions, ours means: the steepness of a layer of n positions is therefore the
   * published one times n², with n of the published network at 32x32.
   */
  public static List<NacLayer> cifar10ResNet() {
    return List.of(
        new NacLayer("layer1", 0.001 * 1024 * 1024, 500, 100),
        new NacLayer("layer2", 0.001 * 256 * 256, 50, 5),
        new NacLayer("layer3", 1000.0 * 64 * 64, 500, 100),
        new NacLayer("avgpool", 100, 50, 50));
  }
}
