package io.sisom.live;

import io.sisom.setting.Meaning;
import io.sisom.setting.Setting;
import io.sisom.setting.SettingGroup;
import java.time.Duration;

/** How much of the fleet the console keeps and shows. */
@SettingGroup("Live and episode pages")
public record LiveConfig(
    @Setting(key = "live.sensors", value = "64", min = 1, max = 1000)
        @Meaning(
            "Sensors on the live page; of more, those with the most novel frames of late, in the"
                + " place of one that is silent for half a minute or has fewer.")
        int sensors,
    @Setting(key = "live.sensors.counted", value = "20000", min = 1, max = 1_000_000)
        @Meaning(
            "Sensors that are counted, shown or not: some 200 bytes each; of more, those heard of"
                + " last.")
        int sensorsCounted,
    @Setting(key = "live.frames", value = "60", min = 2, max = 1000, unit = "frames")
        @Meaning("Latest frames of each sensor whose p-values are drawn.")
        int frames,
    @Setting(key = "live.strip", value = "8", min = 1, max = 50)
        @Meaning("Pictures in each sensor's strip.")
        int strip,
    @Setting(key = "live.strip.ms", value = "1000", min = 100, max = 3_600_000)
        @Meaning(
            "Time that one picture of the strip stands for, ms: it shows the most novel"
                + " frame of it.")
        Duration stripStep,
    @Setting(key = "live.bucket.ms", value = "5000", min = 500, max = 3_600_000)
        @Meaning("Length of a stretch of time in the plots, ms.")
        Duration bucket,
    @Setting(key = "live.points", value = "180", min = 2, max = 5000)
        @Meaning("Stretches of time in the plots.")
        int points,
    @Setting(key = "live.episodes", value = "500", min = 1, max = 100_000)
        @Meaning("Alert episodes kept; beyond, the oldest closed one goes.")
        int episodes,
    @Setting(key = "live.episode.frames", value = "120", min = 1, max = 2000, unit = "frames")
        @Meaning("Frames of one episode that its page shows.")
        int episodeFrames,
    @Setting(key = "live.review.frames", value = "20", min = 1, max = 500, unit = "frames")
        @Meaning(
            "Novel frames of one episode, spread evenly, that a false alarm gives to"
                + " calibration, or that 'make labels' puts into the queue.")
        int reviewFrames,
    @Setting(key = "live.dead.letters", value = "50", min = 1, max = 1000)
        @Meaning("Dead letters kept.")
        int deadLetters,
    @Setting(key = "live.history.records", value = "20000", min = 0, max = 10_000_000)
        @Meaning(
            "Summaries and alerts that are read back when the console starts, about so many of"
                + " each; scores, where their scorers wrote no summaries.")
        int historyRecords,
    @Setting(key = "live.listeners", value = "32", min = 1, max = 1000)
        @Meaning("Browsers that follow the live page at once.")
        int listeners,
    @Setting(
            key = "live.cache.bytes",
            value = "33554432",
            min = 1_048_576,
            max = 1_099_511_627_776L,
            unit = "bytes")
        @Meaning("Small pictures of frames kept in memory, bytes.")
        long cacheBytes) {}
