package io.sisom.training;

import io.sisom.setting.Meaning;
import io.sisom.setting.Setting;
import io.sisom.setting.SettingGroup;

/** When a version learns from answers that a frame shows none of the classes. */
@SettingGroup("None of these")
public record NoneConfig(
    @Setting(key = "learning.none.labels", value = "20", min = 5, max = 1_000_000, unit = "labels")
        @Meaning(
            "Answers of a kind that is no class, foreign or fault, from which on it has a row:"
                + " scores then have the probability that a frame shows none of the classes.")
        int labels,
    @Setting(key = "learning.none.auroc", value = "0.7", min = 0, max = 1)
        @Meaning(
            "How well that probability must tell held-out answers of these kinds from held-out"
                + " frames of classes, AUROC; below it the version goes without.")
        double auroc,
    @Setting(key = "learning.mute.labels", value = "10", min = 4, max = 1_000_000, unit = "labels")
        @Meaning(
            "Muted frames from which on a version holds them: what is so like one of them then"
                + " raises no alert (alert.mute).")
        int muteLabels,
    @Setting(key = "learning.mute.frames", value = "500", min = 4, max = 10_000, unit = "frames")
        @Meaning("Muted frames that a version holds at most, a fixed choice of all.")
        int muteFrames) {}
