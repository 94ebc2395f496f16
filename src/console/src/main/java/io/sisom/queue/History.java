package io.sisom.queue;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What each annotator said, in order. */
final class History {
  private final Map<String, NavigableMap<Long, Said>> byAnnotator = new HashMap<>();
  private long last;

  /** An answer or a skip. */
  record Said(String frameId, Instant at, boolean label) {}

  void add(String annotator, long sequence, Said said) {
    byAnnotator.computeIfAbsent(annotator, a -> new TreeMap<>()).put(sequence, said);
    last = Math.max(last, sequence);
  }

  void remove(String annotator, long sequence) {
    NavigableMap<Long, Said> said = byAnnotator.get(annotator);
    if (said != null) {
      said.remove(sequence);
      if (said.isEmpty()) {
        byAnnotator.remove(annotator);
      }
    }
  }

  /** A number above all so far. */
  long nextSequence() {
    return last + 1;
  }

  Optional<String> lastFrameOf(String annotator) {
    NavigableMap<Long, Said> said = byAnnotator.get(annotator);
    return said == null ? Optional.empty() : Optional.of(said.lastEntry().getValue().frameId());
  }

  /** Answers and skips of each annotator since a moment. */
  Map<String, QueueFigures.Work> work(Instant since) {
    Map<String, QueueFigures.Work> work = new TreeMap<>();
    byAnnotator.forEach(
        (annotator, said) -> {
          int labels = 0;
          int skips = 0;
          for (Said one : said.descendingMap().values()) {
            if (one.at().isBefore(since)) {
              break;
            }
            labels += one.label() ? 1 : 0;
            skips += one.label() ? 0 : 1;
          }
          work.put(annotator, new QueueFigures.Work(labels, skips));
        });
    return work;
  }
}
