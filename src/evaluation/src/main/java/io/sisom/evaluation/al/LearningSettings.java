package io.sisom.evaluation.al;

import io.sisom.learning.LearningConfig;
import io.sisom.setting.Settings;
import java.util.Map;

/**
 * How networks learn in an experiment.
 *
 * @param config of the first network of a seed
 * @param fromScratch whether that one forgets what the bundle has learned
 * @param goesOn whether later networks go on from the one before; otherwise each is made as the
 *     first one is, with more labels
 * @param laterEpochs of networks that go on
 * @param laterRate learning rate of these at its start
 * @param heldOut share of each class that is not learned from but kept for calibration
 */
public record LearningSettings(
    LearningConfig config,
    boolean fromScratch,
    boolean goesOn,
    int laterEpochs,
    double laterRate,
    double heldOut) {
  LearningConfig first(long seed) {
    return Settings.changed(config, Map.of("learning.seed", seed));
  }

  LearningConfig later(long seed) {
    return Settings.changed(
        config,
        Map.of("learning.epochs", laterEpochs, "learning.rate", laterRate, "learning.seed", seed));
  }
}
