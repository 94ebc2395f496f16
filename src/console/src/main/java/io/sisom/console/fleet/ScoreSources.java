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
 * scorers make none. For one thread.
 *
 * <p>Each score counts once, whichever way it comes, also where the way changes: the change is at
 * the end of a while, and no summary has scores from both sides of one. With the first summary of a
 * while that ends after all scores read so far, those before that end go on to be read singly and
 * no summary of these counts; from there on summaries count.
 */
final class ScoreSources {
  /** Longer than a summary is of: then it will not come any more. */
  static final Duration PATIENCE = Duration.ofSeconds(45);

  /** Before the first summary is due, its absence says nothing. */
  static final Duration UNSAID = Duration.ofSeconds(20);

  private final Map<Integer, Source> sources = new TreeMap<>();

  private static final class Source {
    private boolean summarized;

    /** Summaries count from here on, single scores before; null: all summaries count. */
    private @Nullable Instant summariesFrom;

    /** Whether all single scores before {@code summariesFrom} were read. */
    private boolean singlesRead;

    /** Single scores count from here on where there are no more summaries; null: all do. */
    private @Nullable Instant singlesFrom;

    /** The latest of the scores that counted singly, since there were no summaries. */
    private @Nullable Instant singlyUpTo;

    /** When the first of these was read. */
    private @Nullable Instant singlySince;

    /** When scores were first there for which no summary has come yet. */
    private @Nullable Instant waitingSince;

    private long end;

    /** Whether single scores may still come that count. */
    boolean readsSingly() {
      return !summarized || (summariesFrom != null && !singlesRead);
    }
  }

  /** Whether a partition's scores are to be read one by one. */
  boolean singly(int partition) {
    return source(partition).readsSingly();
  }

  /**
   * A summary came of a sensor in a partition.
   *
   * @param from when the first of its frames was scored
   * @param until the end of its while
   * @return whether its frames are new
   */
  boolean summary(int partition, Instant from, Instant until) {
    Source source = source(partition);
    Instant read = source.singlyUpTo;
    if (!source.summarized && (read == null || until.isAfter(read))) {
      source.summarized = true;
      source.singlesRead = false;
      source.summariesFrom = read == null ? null : until;
      source.singlySince = null;
    }
    source.waitingSince = null;
    source.singlesFrom = later(source.singlesFrom, until);
    return source.summarized
        && (source.summariesFrom == null || !from.isBefore(source.summariesFrom));
  }

  /**
   * A score came.
   *
   * @return whether its frame is new
   */
  boolean score(int partition, Instant scoredAt, Instant now) {
    Source source = source(partition);
    if (source.summarized) {
      boolean before = source.summariesFrom != null && scoredAt.isBefore(source.summariesFrom);
      source.singlesRead |= !before;
      return before;
    }
    if (source.singlyUpTo == null
        && source.singlesFrom != null
        && scoredAt.isBefore(source.singlesFrom)) {
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
            source.singlyUpTo = null;
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
