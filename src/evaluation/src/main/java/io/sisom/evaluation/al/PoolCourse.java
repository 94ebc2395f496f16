package io.sisom.evaluation.al;

import io.sisom.evaluation.EvaluationListener;
import io.sisom.network.BundleException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Strategies over one pool, all of which can be asked for at any time. */
final class PoolCourse {
  private static final Logger log = LoggerFactory.getLogger(PoolCourse.class);

  private final Plan plan;
  private final SisomSettings sisom;
  private final ExperimentInput material;
  private final FramePool pool;
  private final Learner learner;
  private final Schooling schooling;
  private final EvaluationListener listener;

  /**
   * Over a pool of one's own.
   *
   * @param material whose pool plays no part
   */
  PoolCourse(
      Plan plan,
      SisomSettings sisom,
      Learner learner,
      ExperimentInput material,
      FramePool pool,
      EvaluationListener listener) {
    this.plan = plan;
    this.sisom = sisom;
    this.material = material;
    this.pool = pool;
    this.learner = learner;
    this.schooling = new Schooling(learner, pool, material.placement());
    this.listener = listener;
  }

  /**
   * What every strategy of a seed begins with.
   *
   * @param rows of the pool that are labeled
   * @param network that learned from them
   * @param point how it stands
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Start(int[] rows, Learner.Learned network, AlPoint point) {}

  /** Teaches the first network of a seed. */
  Start start(int[] rows, long seed) throws BundleException, IOException {
    long began = System.nanoTime();
    String task = "seed " + seed + ": first network";
    Learner.Learned first =
        learner.first(
            schooling.start(new Ledger(pool, rows)),
            seed,
            (at, of) -> listener.progress(task, at, of));
    Ledger bought = new Ledger(pool, rows);
    Choice none = Choice.of(new int[0]);
    return new Start(rows, first, point(first, bought, none, 0, seconds(began)));
  }

  /** One strategy from a start. */
  AlRun run(StrategyName name, long seed, Start start) throws BundleException, IOException {
    Strategy strategy = name.strategy(sisom);
    Ledger ledger = new Ledger(pool, start.rows());
    List<AlPoint> points = new ArrayList<>(List.of(start.point()));
    Learner.Learned network = start.network();
    for (int cycle = 1; cycle <= plan.cycles(); cycle++) {
      String task = "seed %d: %s, cycle %d".formatted(seed, name.key(), cycle);
      listener.progress(task, cycle - 1, plan.cycles());
      long began = System.nanoTime();
      Choice choice = ask(strategy, network, ledger, seed, cycle);
      double chooseSeconds = seconds(began);
      long asked = System.nanoTime();
      Learner.Learned next = learned(strategy, network, ledger, seed, cycle, task);
      if (network != start.network()) {
        network.delete();
      }
      network = next;
      points.add(point(network, ledger, choice, chooseSeconds, seconds(asked)));
      report(name, seed, points.get(cycle));
    }
    if (network != start.network()) {
      network.delete();
    }
    return new AlRun(name, seed, points);
  }

  private Choice ask(
      Strategy strategy, Learner.Learned network, Ledger ledger, long seed, int cycle)
      throws BundleException {
    long chance = chance(seed, cycle);
    int[] candidates = ledger.open(pool.shuffled(chance), plan.sample());
    Choice choice = choose(strategy, network, ledger, candidates, plan.query(), ~chance);
    ledger.ask(Arrays.stream(choice.rows()).map(row -> candidates[row]).toArray());
    return choice;
  }

  /**
   * A choice of some candidates.
   *
   * @param known what has been answered so far
   */
  Choice choose(
      Strategy strategy,
      Learner.Learned network,
      Ledger known,
      int[] candidates,
      int query,
      long chance)
      throws BundleException {
    try (LearnedNetwork onlooker = new LearnedNetwork(network, material.placement())) {
      return strategy
          .choose(onlooker.input(strategy, pool, known, candidates), query, new Random(chance))
          .checked(query, candidates.length);
    }
  }

  /** The network that all answers so far teach. */
  Learner.Learned learned(
      Strategy strategy, Learner.Learned before, Ledger known, long seed, int cycle, String task)
      throws BundleException, IOException {
    return learner.next(
        before,
        schooling.next(strategy.lesson(), known, before, chance(seed, cycle)),
        seed,
        cycle,
        (at, of) -> listener.progress(task, at, of));
  }

  static long chance(long seed, int cycle) {
    return 1_000_003 * seed + cycle;
  }

  /** How a network stands that learned from what has been answered. */
  AlPoint point(
      Learner.Learned network,
      Ledger known,
      Choice choice,
      double chooseSeconds,
      double learnSeconds)
      throws BundleException {
    try (LearnedNetwork onlooker = new LearnedNetwork(network, material.placement())) {
      return new AlPoint(
          known.spent(),
          onlooker.accuracy(material.test(), known.discovered()),
          known.spentOnForeign(),
          known.discovered().size(),
          choice,
          chooseSeconds,
          learnSeconds);
    }
  }

  static void report(StrategyName name, long seed, AlPoint point) {
    log.atInfo()
        .addKeyValue("strategy", name.key())
        .addKeyValue("seed", seed)
        .addKeyValue("labels", point.labels())
        .addKeyValue("accuracy", point.accuracy())
        .addKeyValue("foreign", point.foreignLabels())
        .addKeyValue("discovered", point.discovered())
        .addKeyValue("far", point.choice().far())
        .addKeyValue("near", point.choice().near())
        .addKeyValue("filled", point.choice().filled())
        .addKeyValue("farLimit", point.choice().farLimit())
        .addKeyValue("chooseSeconds", point.chooseSeconds())
        .addKeyValue("learnSeconds", point.learnSeconds())
        .log("cycle done");
  }

  static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
