package io.sisom.console.json;

import io.sisom.queue.Ending;
import io.sisom.queue.QueueFigures;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the queue stands.
 *
 * @param ended frames by how they left the queue
 * @param liveVersion that scorers serve; 0 for none
 * @param labels how many labels there are to choose from: a reader that has as many of the same
 *     version need not ask for them again
 * @param since when work is counted from
 */
public record StatsJson(
    int waiting,
    int leases,
    int annotators,
    Map<String, Integer> ended,
    long liveVersion,
    int labels,
    Instant since,
    List<Work> work) {

  /** What an annotator did. */
  public record Work(String annotator, int labels, int skips) {}

  /** Of the queue's figures. */
  public static StatsJson of(QueueFigures figures, long liveVersion, int labels, Instant since) {
    Map<String, Integer> ended = new LinkedHashMap<>();
    for (Map.Entry<Ending, Integer> each : figures.ended().entrySet()) {
      ended.put(each.getKey().word(), each.getValue());
    }
    return new StatsJson(
        figures.waiting(),
        figures.leases(),
        figures.annotators(),
        ended,
        liveVersion,
        labels,
        since,
        figures.work().entrySet().stream()
            .map(it -> new Work(it.getKey(), it.getValue().labels(), it.getValue().skips()))
            .toList());
  }
}
