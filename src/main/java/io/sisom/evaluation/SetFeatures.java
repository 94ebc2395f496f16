package io.sisom.evaluation;

import io.sisom.frame.FrameDecoder;
import io.sisom.model.ModelBundle;
import io.sisom.model.ScoringKernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Features of sets, from the cache where model and frames are the same to the last bit. A damaged
 * cache file is never trusted: the features are computed again.
 */
public final class SetFeatures {
  private static final Logger log = LoggerFactory.getLogger(SetFeatures.class);

  private final SetReader reader;
  private final FeaturePass pass;
  private final Path cache;
  private final byte[] model;

  /**
   * For one model.
   *
   * @param cache folder of feature files; made where it is missing
   */
  public SetFeatures(
      ModelBundle bundle,
      ScoringKernel kernel,
      SetReader reader,
      FrameDecoder decoder,
      Path cache) {
    this.reader = reader;
    this.pass = new FeaturePass(reader, decoder, kernel);
    this.cache = cache;
    MessageDigest digest = Digests.sha256();
    Digests.addFile(digest, bundle.torchScript());
    Digests.addFile(digest, bundle.descriptionFile());
    this.model = digest.digest();
  }

  /**
   * A set's features.
   *
   * @param cached whether they came from the cache
   */
  public record Found(FeatureTable table, boolean cached) {}

  /** Reads the set, and runs the network over it where the cache has nothing. */
  public Found of(FrameSet set, Watcher watcher) {
    MessageDigest digest = Digests.sha256();
    digest.update(model);
    boolean[] whole = {true};
    int frames =
        reader.read(
            set,
            (ordinal, frame) -> {
              whole[0] &= frame.frame().getContent() != null;
              Digests.addFrame(digest, frame);
              if (ordinal % 1000 == 0) {
                watcher.at("reading " + set.name(), ordinal, -1);
              }
            });
    // A frame that is only a URI says nothing of the file behind it.
    if (!whole[0]) {
      return new Found(pass.run(set, frames, watcher), false);
    }
    Path file = cache.resolve(HexFormat.of().formatHex(digest.digest()) + ".features");
    if (Files.exists(file)) {
      try {
        return new Found(FeatureFile.read(file), true);
      } catch (IOException e) {
        log.atWarn()
            .addKeyValue("file", file)
            .addKeyValue("reason", e.getMessage())
            .log("cached features are not used; computing them again");
      }
    }
    FeatureTable table = pass.run(set, frames, watcher);
    try {
      FeatureFile.write(file, table);
    } catch (IOException e) {
      log.atWarn()
          .addKeyValue("file", file)
          .addKeyValue("reason", e.getMessage())
          .log("features could not be cached; the next run computes them again");
    }
    return new Found(table, false);
  }
}
