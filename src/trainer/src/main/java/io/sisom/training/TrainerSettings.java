package io.sisom.training;

import io.sisom.fitting.FittingConfig;
import io.sisom.fitting.ScoreSettings;
import io.sisom.learning.LearningConfig;

/**
 * All that a trainer is set to.
 *
 * @param training when versions are made
 * @param learning how labels teach the network
 * @param gate what a new version must not fall below
 * @param score which score is served
 * @param fitting how its settings are fitted
 * @param reference how the reference set is built
 */
public record TrainerSettings(
    TrainingConfig training,
    LearningConfig learning,
    GateConfig gate,
    ScoreSettings score,
    FittingConfig fitting,
    ReferenceConfig reference) {}
