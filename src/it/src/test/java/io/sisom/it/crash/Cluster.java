package io.sisom.it.crash;

import io.sisom.cli.config.SisomConfig;
import io.sisom.it.rig.ReferenceMaker;
import java.nio.file.Path;
import java.util.Map;

/**
 * A broker or several, with labels and a reference set that the trials share.
 *
 * @param settings of every program here, the brokers' address among them
 * @param partitions of each trial's topics
 * @param replication copies of each partition
 * @param framesPerSecond that the cameras send, which it must be able to take
 * @param dir for the trials' files
 * @param bundle the model
 */
record Cluster(
    Map<String, String> settings,
    int partitions,
    short replication,
    int framesPerSecond,
    Path dir,
    Path bundle,
    ReferenceMaker references) {
  private static final int FIRST_LABELS = 200;
  private static final int LABELS_A_SWAP = 8;

  SisomConfig config() {
    return SisomConfig.of(settings);
  }

  /** Publishes the first reference set. */
  void prepare() throws Exception {
    references.label(config(), FIRST_LABELS);
    references.train(config(), bundle);
  }

  /** Publishes another reference set. */
  void swap() throws Exception {
    references.label(config(), LABELS_A_SWAP);
    references.train(config(), bundle);
  }
}
