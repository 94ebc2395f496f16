package io.sisom.learning;

import io.sisom.setting.Meaning;
import io.sisom.setting.Setting;

/** Stochastic gradient descent as the whole network is trained with. */
public record OptimizerConfig(
    @Setting(key = "learning.batch.frames", value = "64", min = 2, max = 4096, unit = "frames")
        @Meaning("Frames of one step of full learning.")
        int batchFrames,
    @Setting(key = "learning.rate", value = "0.02", min = 1e-9, max = 10)
        @Meaning("Learning rate of full learning at its start; 0.1 suits a network from scratch.")
        double rate,
    @Setting(key = "learning.momentum", value = "0.9", min = 0, max = 0.9999)
        @Meaning("Momentum of full learning.")
        double momentum,
    @Setting(key = "learning.weight.decay", value = "5.0E-4", min = 0, max = 1)
        @Meaning("Weight decay of full learning.")
        double weightDecay,
    @Setting(key = "learning.schedule", value = "cosine")
        @Meaning(
            "How the rate falls: cosine to 0, multistep to a tenth after a half and a"
                + " hundredth after three quarters, or constant.")
        RateSchedule schedule) {}
