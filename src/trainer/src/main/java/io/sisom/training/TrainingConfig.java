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
        int batchFrames,
    @Setting(key = "training.memory.bytes", value = "0", min = 0, unit = "bytes")
        @Meaning(
            "Memory for features of the labeled pool, bytes. A version is made of as many frames as"
                + " fit, the same number of each class where a class has so many; what is left out"
                + " is logged and counted. 0: a third of the heap.")
        long memoryBytes,
    @Setting(key = "training.cache.bytes", value = "4294967296", min = 0, unit = "bytes")
        @Meaning(
            "Disk for features of the labeled pool under learning.dir, bytes: a restart runs the"
                + " network on frames alone that it has not seen. The oldest go first. 0: none.")
        long cacheBytes) {
  /** Share of the heap that features may take unless it is set. */
  private static final int SHARE = 3;

  /** What features of the pool may take. */
  long featureBytes() {
    return memoryBytes > 0 ? memoryBytes : Runtime.getRuntime().maxMemory() / SHARE;
  }
}
