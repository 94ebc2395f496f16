package io.sisom.evaluation;

import io.sisom.frame.FrameDecoder;
import io.sisom.network.ScoringKernel;
import java.security.MessageDigest;
import java.util.Optional;

/** Features of sets, from the cache where model and frames are the same to the last bit. */
public final class SetFeatures {
  private final SetReader reader;
  private final FeaturePass pass;
  private final FeatureCache cache;

  /** For one model. */
  public SetFeatures(
      ScoringKernel kernel, SetReader reader, FrameDecoder decoder, FeatureCache cache) {
    this.reader = reader;
    this.pass = new FeaturePass(reader, decoder, kernel);
    this.cache = cache;
  }

  /**
   * A set's features.
   *
   * @param cached whether they came from the cache
   */
  public record Found(FeatureTable table, boolean cached) {}

  /** Reads the set, and runs the network over it where the cache has nothing. */
  public Found of(FrameSet set, EvaluationListener listener) {
    MessageDigest digest = cache.digest();
    boolean[] whole = {true};
    int frames =
        reader.read(
            set,
            (ordinal, frame) -> {
              whole[0] &= frame.frame().getContent() != null;
              Digests.addFrame(digest, frame);
              if (ordinal % 1000 == 0) {
                listener.progress("reading " + set.name(), ordinal, -1);
              }
            });
    // A frame that is only a URI says nothing of the file behind it.
    if (!whole[0]) {
      return new Found(pass.run(set, frames, listener), false);
    }
    byte[] key = digest.digest();
    Optional<FeatureTable> kept = cache.read(key);
    if (kept.isPresent()) {
      return new Found(kept.get(), true);
    }
    FeatureTable table = pass.run(set, frames, listener);
    cache.write(key, table);
    return new Found(table, false);
  }
}
