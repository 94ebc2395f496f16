package io.sisom.learning;

import io.sisom.setting.Meaning;
import io.sisom.setting.Setting;
import io.sisom.setting.SettingGroup;
import java.nio.file.Path;
import java.util.Set;

/** How labels teach the network. */
@SettingGroup("Learning")
public record LearningConfig(
    @Setting(key = "learning.mode", value = "reference")
        @Meaning(
            "What labels change: reference, the known frames and statistics only; head, the"
                + " linear head too, which learns new classes within seconds; full, the whole"
                + " network.")
        LearningMode mode,
    @Setting(key = "learning.class.labels", value = "5", min = 2, max = 1_000_000, unit = "labels")
        @Meaning("Labels of a new kind that make it a class; with fewer it waits.")
        int classLabels,
    @Setting(key = "learning.balance", value = "0.5", min = 0, max = 1)
        @Meaning("Weight of thin classes: 0 counts each label once, 1 each class once.")
        double balance,
    @Setting(key = "learning.head.rows", value = "added")
        @Meaning(
            "Rows of the head that a refit reaches: added, those of classes the bundle did"
                + " not know; all, which fits labels better and may cost novelty detection.")
        HeadRows headRows,
    @Setting(key = "learning.head.penalty", value = "0.1", min = 1e-9, max = 1000)
        @Meaning(
            "Pull of a refitted head towards the one before; on rows of new classes a"
                + " hundredth.")
        double headPenalty,
    @Setting(key = "learning.head.steps", value = "300", min = 1, max = 100_000, unit = "steps")
        @Meaning("Steps of a refit of the head at most.")
        int headSteps,
    @Setting(key = "learning.scratch", value = "false")
        @Meaning(
            "In mode full: the first learning begins with fresh parameters, not with what"
                + " the bundle has learned.")
        boolean scratch,
    @Setting(key = "learning.full.labels", value = "100", min = 1, unit = "labels")
        @Meaning(
            "In mode full: changed labels that are worth a learning of the whole network;"
                + " fewer refit the head.")
        int fullLabels,
    @Setting(key = "learning.epochs", value = "10", min = 1, max = 100_000, unit = "epochs")
        @Meaning("Epochs of full learning at most.")
        int epochs,
    OptimizerConfig optimizer,
    @Setting(key = "learning.augment", value = "shift,flip")
        @Meaning(
            "What is done to frames in full learning: shift by up to an eighth, flip left to"
                + " right; empty: nothing.")
        Set<Augmentation> augmentations,
    @Setting(key = "learning.replay", value = "4.0", min = 0, max = 1e6)
        @Meaning(
            "Old frames for each new one in an epoch of full learning, so that nothing is"
                + " forgotten.")
        double replay,
    @Setting(key = "learning.patience", value = "5", min = 0, unit = "epochs")
        @Meaning("Epochs without a gain on validation frames that end full learning; 0: none do.")
        int patience,
    @Setting(key = "learning.validation.fraction", value = "0.1", min = 0, max = 0.5)
        @Meaning("Share of each class that full learning does not learn from but is watched on.")
        double validationFraction,
    @Setting(key = "learning.dir", value = "data/learning")
        @Meaning("Directory of learned networks, and of checkpoints to go on from.")
        Path dir,
    @Setting(key = "learning.seed", value = "0")
        @Meaning("Seed of shuffling, augmentation and new parameters.")
        long seed) {
  /** Keeps a copy of the set. */
  public LearningConfig {
    augmentations = Set.copyOf(augmentations);
  }
}
