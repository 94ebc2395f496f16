package io.sisom.evaluation;

import io.sisom.method.Activations;
import java.util.List;

/**
 * A set of frames as the network sees it, one row a frame. Frames that cannot be decoded, or whose
 * features are not finite, are left out. Arrays are not to be changed.
 *
 * @param features finite
 * @param labels index among the head's labels, −1 where it is none of them or unknown
 * @param ordinals place of each row's frame in the set
 * @param frameIds of the rows
 * @param fingerprints 64 bits of the SHA-256 of each frame's encoded bytes
 * @param leftOut frames without a row
 * @param seconds the network took, decoding included
 */
@SuppressWarnings("ArrayRecordComponent") // large, never compared
public record FeatureTable(
    Activations features,
    int[] labels,
    int[] ordinals,
    List<String> frameIds,
    long[] fingerprints,
    int leftOut,
    double seconds) {
  /** Rows. */
  public int size() {
    return labels.length;
  }
}
