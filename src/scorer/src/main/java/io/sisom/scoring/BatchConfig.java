package io.sisom.scoring;

import io.sisom.network.Placement;
import io.sisom.setting.Meaning;
import io.sisom.setting.Setting;
import io.sisom.setting.SettingException;
import io.sisom.setting.SettingGroup;
import java.time.Duration;

/** How frames are gathered for the device. */
@SettingGroup("Batches")
public record BatchConfig(
    @Setting(key = "batch.max.frames", value = "0", min = 0, max = 4096, unit = "frames")
        @Meaning(
            "Frames the device scores at once; 0: 32 on a CPU, which 8 to 32 suit, and on a GPU"
                + " what lets most frames through when the version is loaded.")
        int maxFrames,
    @Setting(key = "batch.in.flight", value = "0", min = 0, max = 16, unit = "batches")
        @Meaning(
            "Batches one device has under way: while it is at one, the next is copied to it and"
                + " the one before is scored; 0: 1 on a CPU, and on a GPU the fewest that let"
                + " most frames through when the version is loaded.")
        int inFlight,
    @Setting(key = "batch.linger.ms", value = "5", min = 0, max = 10_000)
        @Meaning(
            "Milliseconds the oldest decoded frame waits for others that are still being"
                + " decoded.")
        Duration linger,
    @Setting(key = "batch.queue.frames", value = "1024", min = 1, max = 1_000_000, unit = "frames")
        @Meaning(
            "Frames in flight before the consumers read no more, an even share for each of"
                + " scoring.threads; fewer where more could not be scored in a quarter of"
                + " scoring.timeout.ms.")
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
    @Setting(key = "batch.decoders", value = "0", min = 0, max = 256)
        @Meaning(
            "Threads that decode and resize frames ahead of the device; 0: 2 beside a CPU's"
                + " network, three quarters of the processors beside a GPU's.")
        int decoders) {
  private static final int CPU_DECODERS = 2;

  /** Refuses settings that contradict each other. */
  public BatchConfig {
    if (queueFrames < maxFrames) {
      throw new SettingException(
          "batch.queue.frames",
          queueFrames,
          "must be at least batch.max.frames, which is " + maxFrames);
    }
  }

  /** The same with as many decoders as suit a device, where nobody gave any. */
  public BatchConfig on(Placement placement) {
    return on(placement.device().isGpu(), Runtime.getRuntime().availableProcessors());
  }

  BatchConfig on(boolean gpu, int processors) {
    int threads = gpu ? Math.max(CPU_DECODERS, processors * 3 / 4) : CPU_DECODERS;
    return new BatchConfig(
        maxFrames, inFlight, linger, queueFrames, queueBytes, decoders == 0 ? threads : decoders);
  }
}
