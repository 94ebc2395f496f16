package io.sisom.evaluation.al;

import io.sisom.evaluation.EvaluationException;
import io.sisom.network.BundleException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Strategies on a stream. What is not asked for in the window in which it passes is gone. Answers
 * come later than they were asked for; at the end of an hour a network learns from those that are
 * there, and goes live later still, so that the one that scores is behind. When the stream has
 * ended, the last answers are waited for.
 *
 * <p>A point is the network after an hour with the labels that it has learned from, so that labels
 * for an accuracy tell how well was asked, and not how long answers took.
 */
final class StreamCourse {
  private final Plan plan;
  private final StreamPlan stream;
  private final SisomSettings sisom;
  private final FrameStream frames;
  private final PoolCourse course;

  /**
   * On one stream; a cycle of the plan is an hour.
   *
   * @param course over the stream's frames
   * @throws EvaluationException where a window has fewer frames than are asked for of it
   */
  StreamCourse(
      Plan plan, StreamPlan stream, SisomSettings sisom, FrameStream frames, PoolCourse course) {
    this.plan = plan;
    this.stream = stream;
    this.sisom = sisom;
    this.frames = frames;
    this.course = course;
    for (int window = 0; window < windows(); window++) {
      int passing = frames.window(window, windows()).length;
      if (passing < budget(window)) {
        throw new EvaluationException(
            "window %d of the stream has %d frames, %d labels are to be asked for of it; use fewer"
                    .formatted(window, passing, budget(window))
                + " --cycles, a smaller --query or fewer --windows");
      }
    }
  }

  private int windows() {
    return plan.cycles() * stream.windows();
  }

  /** Labels of one window: the hour's, spread evenly. */
  private int budget(int window) {
    int at = window % stream.windows();
    return (int)
        ((long) plan.query() * (at + 1) / stream.windows()
            - (long) plan.query() * at / stream.windows());
  }

  /** Questions on their way. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Asked(int[] rows, int answeredIn) {}

  /**
   * A network that has learned.
   *
   * @param known answers that it learned from; what strategies score by goes live with it
   * @param liveIn window from which it scores
   */
  private record Version(Learner.Learned network, Ledger known, int liveIn) {}

  /** One strategy from a start. */
  AlRun run(StrategyName name, long seed, PoolCourse.Start start)
      throws BundleException, IOException {
    Strategy strategy = name.strategy(sisom);
    Ledger known = new Ledger(frames.pool(), start.rows());
    Deque<Asked> open = new ArrayDeque<>();
    List<Version> versions =
        new ArrayList<>(List.of(new Version(start.network(), known.copy(), 0)));
    List<AlPoint> points = new ArrayList<>(List.of(start.point()));
    for (int window = 0; window < windows() || !open.isEmpty(); window++) {
      if (window < windows()) {
        int[] rows = ask(strategy, live(versions, window), window, seed);
        open.add(new Asked(rows, window + stream.labelDelay()));
      }
      while (!open.isEmpty() && open.peek().answeredIn() <= window) {
        known.ask(open.remove().rows());
      }
      boolean over = window + 1 >= windows() && open.isEmpty();
      boolean hourIsOver = over || (window + 1) % stream.windows() == 0;
      if (hourIsOver && known.spent() > points.get(points.size() - 1).labels()) {
        long began = System.nanoTime();
        int hour = points.size();
        String task = "seed %d: %s on the stream, hour %d".formatted(seed, name.key(), hour);
        Learner.Learned before = versions.get(versions.size() - 1).network();
        Learner.Learned next = course.learned(strategy, before, known, seed, hour, task);
        versions.add(new Version(next, known.copy(), window + 1 + stream.swapDelay()));
        Choice none = Choice.of(new int[0]);
        points.add(course.point(next, known, none, 0, PoolCourse.seconds(began)));
        PoolCourse.report(name, seed, points.get(hour));
      }
    }
    for (Version version : versions.subList(1, versions.size())) {
      version.network().delete();
    }
    return new AlRun(name, seed, points);
  }

  private static Version live(List<Version> versions, int window) {
    return versions.stream()
        .filter(version -> version.liveIn() <= window)
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  private int[] ask(Strategy strategy, Version live, int window, long seed) throws BundleException {
    int[] passing = frames.window(window, windows());
    long chance = ~PoolCourse.chance(seed, window);
    Choice choice =
        course.choose(strategy, live.network(), live.known(), passing, budget(window), chance);
    return Arrays.stream(choice.rows()).map(row -> passing[row]).toArray();
  }
}
