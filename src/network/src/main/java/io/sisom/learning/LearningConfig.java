package io.sisom.learning;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * How labels teach the network.
 *
 * @param mode how deep they reach
 * @param classLabels labels a new kind needs before it becomes a class
 * @param balance 0: classes count as often as they come; 1: all the same
 * @param headRows rows of the head that a refit reaches
 * @param headPenalty pull of the refitted head towards the one before
 * @param headSteps of the head's refit at most
 * @param scratch whether the first full learning forgets what the bundle has learned
 * @param fullLabels changed labels that are worth a full learning; fewer refit the head
 * @param epochs of full learning at most
 * @param optimizer of full learning
 * @param augmentations of frames in full learning
 * @param replay old frames for each new one in an epoch
 * @param patience epochs without a gain on validation frames before full learning ends; 0: none
 *     ends it
 * @param validationFraction share of each class that full learning is watched on
 * @param dir where learned networks and checkpoints lie
 * @param seed of shuffling, augmentation and new parameters
 */
public record LearningConfig(
    LearningMode mode,
    int classLabels,
    double balance,
    HeadRows headRows,
    double headPenalty,
    int headSteps,
    boolean scratch,
    int fullLabels,
    int epochs,
    OptimizerConfig optimizer,
    Set<Augmentation> augmentations,
    double replay,
    int patience,
    double validationFraction,
    Path dir,
    long seed) {
  private static final String MODE = "learning.mode";
  private static final String CLASS_LABELS = "learning.class.labels";
  private static final String BALANCE = "learning.balance";
  private static final String HEAD_ROWS = "learning.head.rows";
  private static final String HEAD_PENALTY = "learning.head.penalty";
  private static final String HEAD_STEPS = "learning.head.steps";
  private static final String SCRATCH = "learning.scratch";
  private static final String FULL_LABELS = "learning.full.labels";
  private static final String EPOCHS = "learning.epochs";
  private static final String AUGMENT = "learning.augment";
  private static final String REPLAY = "learning.replay";
  private static final String PATIENCE = "learning.patience";
  private static final String VALIDATION = "learning.validation.fraction";
  private static final String DIR = "learning.dir";
  private static final String SEED = "learning.seed";

  /** Keeps a copy of the set. */
  public LearningConfig {
    augmentations = Set.copyOf(augmentations);
  }

  /** The settings {@code learning.*}. */
  public static ConfigDef definition() {
    ConfigDef definition =
        new ConfigDef()
            .define(
                MODE,
                Type.STRING,
                LearningMode.REFERENCE.key(),
                ConfigDef.ValidString.in(LearningMode.keys().toArray(String[]::new)),
                Importance.HIGH,
                "What labels change: reference, the known frames and statistics only; head, the"
                    + " linear head too, which learns new classes within seconds; full, the whole"
                    + " network.")
            .define(
                CLASS_LABELS,
                Type.INT,
                5,
                Range.between(2, 1_000_000),
                Importance.MEDIUM,
                "Labels of a new kind that make it a class; with fewer it waits.")
            .define(
                BALANCE,
                Type.DOUBLE,
                0.5,
                Range.between(0, 1),
                Importance.LOW,
                "Weight of thin classes: 0 counts each label once, 1 each class once.")
            .define(
                HEAD_ROWS,
                Type.STRING,
                HeadRows.ADDED.key(),
                ConfigDef.ValidString.in(HeadRows.keys().toArray(String[]::new)),
                Importance.MEDIUM,
                "Rows of the head that a refit reaches: added, those of classes the bundle did not"
                    + " know; all, which fits labels better and may cost novelty detection.")
            .define(
                HEAD_PENALTY,
                Type.DOUBLE,
                0.1,
                Range.between(1e-9, 1e3),
                Importance.LOW,
                "Pull of a refitted head towards the one before; on rows of new classes a hundredth.")
            .define(
                HEAD_STEPS,
                Type.INT,
                300,
                Range.between(1, 100_000),
                Importance.LOW,
                "Steps of a refit of the head at most.")
            .define(
                SCRATCH,
                Type.BOOLEAN,
                false,
                Importance.LOW,
                "In mode full: the first learning begins with fresh parameters, not with what the"
                    + " bundle has learned.")
            .define(
                FULL_LABELS,
                Type.INT,
                100,
                Range.atLeast(1),
                Importance.MEDIUM,
                "In mode full: changed labels that are worth a learning of the whole network; fewer"
                    + " refit the head.")
            .define(
                EPOCHS,
                Type.INT,
                10,
                Range.between(1, 100_000),
                Importance.MEDIUM,
                "Epochs of full learning at most.")
            .define(
                AUGMENT,
                Type.LIST,
                List.of(Augmentation.SHIFT.key(), Augmentation.FLIP.key()),
                ConfigDef.ValidList.in(Augmentation.keys().toArray(String[]::new)),
                Importance.LOW,
                "What is done to frames in full learning: shift by up to an eighth, flip left to"
                    + " right; empty: nothing.")
            .define(
                REPLAY,
                Type.DOUBLE,
                4.0,
                Range.between(0, 1e6),
                Importance.MEDIUM,
                "Old frames for each new one in an epoch of full learning, so that nothing is"
                    + " forgotten.")
            .define(
                PATIENCE,
                Type.INT,
                5,
                Range.atLeast(0),
                Importance.LOW,
                "Epochs without a gain on validation frames that end full learning; 0: none do.")
            .define(
                VALIDATION,
                Type.DOUBLE,
                0.1,
                Range.between(0, 0.5),
                Importance.LOW,
                "Share of each class that full learning does not learn from but is watched on.")
            .define(
                DIR,
                Type.STRING,
                "data/learning",
                new ConfigDef.NonEmptyString(),
                Importance.MEDIUM,
                "Directory of learned networks, and of checkpoints to go on from.")
            .define(
                SEED,
                Type.LONG,
                0L,
                Importance.LOW,
                "Seed of shuffling, augmentation and new parameters.");
    return OptimizerConfig.define(definition);
  }

  /** From validated settings. */
  public static LearningConfig from(AbstractConfig config) {
    Set<Augmentation> augmentations = EnumSet.noneOf(Augmentation.class);
    config.getList(AUGMENT).forEach(key -> augmentations.add(Augmentation.of(key)));
    return new LearningConfig(
        LearningMode.of(config.getString(MODE)),
        config.getInt(CLASS_LABELS),
        config.getDouble(BALANCE),
        HeadRows.of(config.getString(HEAD_ROWS)),
        config.getDouble(HEAD_PENALTY),
        config.getInt(HEAD_STEPS),
        config.getBoolean(SCRATCH),
        config.getInt(FULL_LABELS),
        config.getInt(EPOCHS),
        OptimizerConfig.from(config),
        augmentations,
        config.getDouble(REPLAY),
        config.getInt(PATIENCE),
        config.getDouble(VALIDATION),
        Path.of(config.getString(DIR)),
        config.getLong(SEED));
  }

  /** The same with other epochs and another seed. */
  public LearningConfig with(int otherEpochs, long otherSeed) {
    return new LearningConfig(
        mode,
        classLabels,
        balance,
        headRows,
        headPenalty,
        headSteps,
        scratch,
        fullLabels,
        otherEpochs,
        optimizer,
        augmentations,
        replay,
        patience,
        validationFraction,
        dir,
        otherSeed);
  }

  /** The same with another optimizer. */
  public LearningConfig with(OptimizerConfig other) {
    return new LearningConfig(
        mode,
        classLabels,
        balance,
        headRows,
        headPenalty,
        headSteps,
        scratch,
        fullLabels,
        epochs,
        other,
        augmentations,
        replay,
        patience,
        validationFraction,
        dir,
        seed);
  }
}
