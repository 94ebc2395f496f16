package io.sisom.training;

import io.sisom.fitting.FittingConfig;
import io.sisom.fitting.ScoreSettings;
import io.sisom.learning.LearningConfig;

/**
 * All settings of the trainer.
 *
 * @param training when versions are made
 * @param learning how labels teach the network
 * @param none when answers that name no class are learned from
 * @param gate what a new version must not fall below
 * @param score which score is served
 * @param fitting how its settings are fitted
 * @param reference how the reference set is built
 */
public record TrainerSettings(
    TrainingConfig training,
    LearningConfig learning,
    NoneConfig none,
    GateConfig gate,
    ScoreSettings score,
    FittingConfig fitting,
    ReferenceConfig reference) {}
