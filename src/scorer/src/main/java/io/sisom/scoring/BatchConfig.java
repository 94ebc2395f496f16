package io.sisom.scoring;

import io.sisom.setting.Meaning;
import io.sisom.setting.Setting;
import io.sisom.setting.SettingException;
import io.sisom.setting.SettingGroup;
import java.time.Duration;

/** How frames are gathered for the device. */
@SettingGroup("Batches")
public record BatchConfig(
    @Setting(key = "batch.max.frames", value = "32", min = 1, max = 4096, unit = "frames")
        @Meaning("Frames the device scores at once; 8 to 32 suit a CPU, more a GPU.")
        int maxFrames,
    @Setting(key = "batch.linger.ms", value = "5", min = 0, max = 10_000)
        @Meaning(
            "Milliseconds the oldest decoded frame waits for others that are still being"
                + " decoded.")
        Duration linger,
    @Setting(key = "batch.queue.frames", value = "1024", min = 1, max = 1_000_000, unit = "frames")
        @Meaning("Frames in flight before the consumer waits.")
        int queueFrames,
    @Setting(
            key = "batch.queue.bytes",
            value = "268435456",
            min = 1,
            max = 68_719_476_736L,
            unit = "bytes")
        @Meaning(
            "Bytes of records in flight before the consumer waits; memory holds about twice"
                + " as much, and the pixels. A larger record passes alone.")
        long queueBytes,
    @Setting(key = "batch.decoders", value = "2", min = 1, max = 256)
        @Meaning("Threads that decode and resize frames ahead of the device.")
        int decoders) {
  /** Refuses settings that contradict each other. */
  public BatchConfig {
    if (queueFrames < maxFrames) {
      throw new SettingException(
          "batch.queue.frames",
          queueFrames,
          "must be at least batch.max.frames, which is " + maxFrames);
    }
  }
}
