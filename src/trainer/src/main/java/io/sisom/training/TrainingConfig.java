package io.sisom.training;

import io.sisom.setting.Meaning;
import io.sisom.setting.Setting;
import io.sisom.setting.SettingGroup;
import java.time.Duration;

/** When the trainer makes a new version. */
@SettingGroup("Trainer app")
public record TrainingConfig(
    @Setting(key = "training.publish.labels", value = "500", min = 1, unit = "labels")
        @Meaning("Changed labels that make a new version at once.")
        int publishLabels,
    @Setting(key = "training.publish.pause.ms", value = "5000", min = 0, max = Integer.MAX_VALUE)
        @Meaning("Milliseconds between two versions at least, however many labels change.")
        Duration publishPause,
    @Setting(key = "training.publish.ms", value = "60000", min = 100, max = Integer.MAX_VALUE)
        @Meaning("Milliseconds after which even one changed label makes a new version.")
        Duration publishEvery,
    @Setting(key = "training.batch.frames", value = "64", min = 1, max = 4096, unit = "frames")
        @Meaning("Labeled frames the device takes at once.")
        int batchFrames) {}
