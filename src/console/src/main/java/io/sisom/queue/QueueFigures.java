package io.sisom.queue;

import java.util.Map;

/**
 * How the queue stands.
 *
 * @param waiting frames that someone may take
 * @param leases leases that run
 * @param annotators people who hold leases
 * @param ended frames that left the ranking and are remembered, by how
 * @param liveVersion reference version that scorers serve; 0: not known
 * @param work answers and skips of each annotator since a moment asked for
 */
public record QueueFigures(
    int waiting,
    int leases,
    int annotators,
    Map<Ending, Integer> ended,
    long liveVersion,
    Map<String, Work> work) {

  /** Copies the maps. */
  public QueueFigures {
    ended = Map.copyOf(ended);
    work = Map.copyOf(work);
  }

  /** What one annotator did. */
  public record Work(int labels, int skips) {}
}
