package io.sisom.training;

import io.sisom.setting.Meaning;
import io.sisom.setting.Setting;
import io.sisom.setting.SettingGroup;

/** How much worse than the active version a new one may be on held-out frames. */
@SettingGroup("Gate")
public record GateConfig(
    @Setting(key = "gate.accuracy.drop", value = "0.01", min = 0, max = 1)
        @Meaning(
            "Largest fall of the accuracy on held-out frames against the active version, 0"
                + " to 1; a version that falls further is kept as rejected. One frame may always"
                + " change.")
        double accuracyDrop,
    @Setting(key = "gate.class.drop", value = "0.05", min = 0, max = 1)
        @Meaning(
            "The same for each class with enough held-out frames. Of more than 20 such classes"
                + " some fall by chance: then a fall counts only where the chance that any falls"
                + " as far is 5 % at most.")
        double classDrop,
    @Setting(key = "gate.class.frames", value = "20", min = 1, unit = "frames")
        @Meaning("Held-out frames that are enough for gate.class.drop.")
        int classFrames,
    @Setting(key = "gate.calibration.rise", value = "0.05", min = 0, max = 1)
        @Meaning("Largest rise of the expected calibration error, 0 to 1.")
        double calibrationRise,
    @Setting(key = "gate.ravg.rise", value = "0.1", min = 0, max = 1e6)
        @Meaning("Largest rise of r_avg, looked at where the score's settings stayed.")
        double ratioAverageRise,
    @Setting(key = "gate.novelty.drop", value = "0.02", min = 0, max = 1)
        @Meaning(
            "Largest fall of the score's AUROC for held-out frames that show none of the classes"
                + " against held-out frames of classes, where gate.class.frames of the former are"
                + " there.")
        double noveltyDrop) {}
