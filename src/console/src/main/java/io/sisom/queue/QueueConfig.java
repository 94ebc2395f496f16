package io.sisom.queue;

import io.sisom.setting.Meaning;
import io.sisom.setting.Setting;
import io.sisom.setting.SettingGroup;
import java.time.Duration;

/** How the labeling queue works. */
@SettingGroup("Labeling queue")
public record QueueConfig(
    @Setting(key = "queue.max", value = "200000", min = 1, max = 2_000_000, unit = "frames")
        @Meaning("Frames that wait for a label; beyond, the lowest-ranked fall out.")
        int max,
    @Setting(key = "queue.remembered", value = "200000", min = 1, max = 2_000_000, unit = "frames")
        @Meaning(
            "Frames that were labeled, set aside or became known and can still be corrected,"
                + " undone and exported; beyond, the oldest are forgotten. Their labels stay in"
                + " the pool.")
        int remembered,
    @Setting(key = "queue.lease.ms", value = "300000", min = 100, max = YEAR_MS)
        @Meaning("How long an annotator has a frame unless the lease is renewed.")
        Duration lease,
    @Setting(key = "queue.leases", value = "5", min = 1, max = 1000, unit = "frames")
        @Meaning("Frames one annotator may have at a time.")
        int leases,
    @Setting(key = "queue.annotators", value = "1000", min = 1, max = 100_000)
        @Meaning("People who may have frames at a time.")
        int annotators,
    @Setting(key = "queue.overlap", value = "1", min = 1, max = 20)
        @Meaning(
            "People who answer each frame; where their answers have no majority, one more is"
                + " asked.")
        int overlap,
    @Setting(key = "queue.skips", value = "2", min = 1, max = 20)
        @Meaning(
            "Skips after which a frame is set aside; one is enough that calls it junk,"
                + " foreign or a duplicate.")
        int skips,
    @Setting(key = "queue.half.life.ms", value = "86400000", min = 1000, max = YEAR_MS)
        @Meaning("Age after which a frame is ranked as if its p-value were twice as large.")
        Duration halfLife,
    @Setting(key = "queue.stale.bits", value = "2.0", min = 0, max = 64, unit = "bits")
        @Meaning(
            "What a frame loses in the ranking when the version that scored it is not the"
                + " live one, in bits: each ranks it as if its p-value were twice as large.")
        double staleBits,
    @Setting(key = "queue.none.discount", value = "true")
        @Meaning(
            "Whether a frame loses in the ranking what the probability that it shows none of the"
                + " classes says, where its score has one: -2 log2(1 - probability) bits, 16 at"
                + " most.")
        boolean noneDiscount,
    @Setting(key = "queue.burst.ms", value = "2000", min = 0, max = YEAR_MS)
        @Meaning(
            "How far apart two frames of one sensor and predicted class may be and still"
                + " show one thing: when a version goes live that knows the one's label, the"
                + " other, scored before, leaves the queue. 0: never.")
        Duration burst,
    @Setting(key = "queue.quota.sensor", value = "0.5", min = 0.001, max = 1)
        @Meaning(
            "Share of the last frames handed out that one sensor may have while others have"
                + " any.")
        double quotaSensor,
    @Setting(key = "queue.quota.class", value = "0.5", min = 0.001, max = 1)
        @Meaning(
            "Share of the last frames handed out that one predicted class may have while"
                + " others have any.")
        double quotaClass,
    @Setting(key = "queue.quota.window", value = "100", min = 1, max = 100_000, unit = "frames")
        @Meaning("How many last frames the shares are of.")
        int quotaWindow) {
  /** A year at most: no sum with a time of day overflows. */
  private static final long YEAR_MS = 366L * 24 * 60 * 60 * 1000;
}
