package io.sisom.console.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * From where the scores of each partition are known: from summaries, or one by one, because their
 * scorers make none. Each score counts once, whichever way it comes, but for those of one while
 * where the way changes. For one thread.
 */
final class ScoreSources {
  /** Longer than a summary is of: then it will not come any more. */
  static final Duration PATIENCE = Duration.ofSeconds(45);

  /** Before the first summary is due, its absence says nothing. */
  static final Duration UNSAID = Duration.ofSeconds(20);

  private final Map<Integer, Source> sources = new TreeMap<>();

  private static final class Source {
    private boolean summarized;
    private @Nullable Instant summarizedUpTo;
    private @Nullable Instant singlyUpTo;

    /** Of the first score that was read singly, since there were no summaries. */
    private @Nullable Instant singlySince;

    /** When scores were first there for which no summary has come yet. */
    private @Nullable Instant waitingSince;

    private long end;
  }

  /** Whether a partition's scores are to be read one by one. */
  boolean singly(int partition) {
    return !source(partition).summarized;
  }

  /**
   * A summary came of a sensor in a partition, whose scores are read singly no more.
   *
   * @return whether its frames are new
   */
  boolean summary(int partition, Instant from, Instant to) {
    Source source = source(partition);
    source.summarized = true;
    source.singlySince = null;
    source.waitingSince = null;
    source.summarizedUpTo = later(source.summarizedUpTo, to);
    return source.singlyUpTo == null || from.isAfter(source.singlyUpTo);
  }

  /**
   * A score came.
   *
   * @return whether its frame is new
   */
  boolean score(int partition, Instant scoredAt, Instant now) {
    Source source = source(partition);
    if (source.summarized
        || (source.summarizedUpTo != null && !scoredAt.isAfter(source.summarizedUpTo))) {
      return false;
    }
    source.singlyUpTo = later(source.singlyUpTo, scoredAt);
    source.singlySince = source.singlySince == null ? now : source.singlySince;
    return true;
  }

  /**
   * Compares summaries with how far the topic of scores has come.
   *
   * @param ends of its partitions
   * @return the partitions that have scores but no more summaries, which are read singly from now
   *     on
   */
  Set<Integer> withoutSummaries(Map<Integer, Long> ends, Instant now) {
    Set<Integer> lost = new TreeSet<>();
    ends.forEach(
        (partition, end) -> {
          Source source = source(partition);
          if (end > source.end && source.end > 0 && source.waitingSince == null) {
            source.waitingSince = now;
          }
          source.end = end;
          Instant waiting = source.waitingSince;
          if (source.summarized && waiting != null && waiting.plus(PATIENCE).isBefore(now)) {
            source.summarized = false;
            source.waitingSince = null;
            lost.add(partition);
          }
        });
    return lost;
  }

  /** Partitions with scores whose scorers do not sum them up. */
  int unsummarized(Instant now) {
    return (int)
        sources.values().stream()
            .flatMap(source -> Optional.ofNullable(source.singlySince).stream())
            .filter(since -> since.plus(UNSAID).isBefore(now))
            .count();
  }

  private Source source(int partition) {
    return sources.computeIfAbsent(partition, p -> new Source());
  }

  private static Instant later(@Nullable Instant a, Instant b) {
    return a == null || b.isAfter(a) ? b : a;
  }
}
