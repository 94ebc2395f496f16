package io.sisom.evaluation.al;

import io.sisom.evaluation.EvaluationException;
import io.sisom.evaluation.Watcher;
import io.sisom.network.BundleException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs an experiment: of each seed, every strategy from the same start and the same first network.
 * Repeatable as far as the network's arithmetic is.
 */
public final class Experiment {
  private static final Logger log = LoggerFactory.getLogger(Experiment.class);

  private final Plan plan;
  private final SisomSettings sisom;
  private final Material material;
  private final FramePool pool;
  private final Learner learner;
  private final Watcher watcher;

  /**
   * Over one pool.
   *
   * @param folder of the networks while they are in use; the caller's to remove
   * @throws EvaluationException where the plan asks for more than there is
   */
  public Experiment(
      Plan plan,
      SisomSettings sisom,
      LearningSettings learning,
      Material material,
      Path folder,
      Watcher watcher) {
    plan.check(material.pool(), material.head().classes());
    this.plan = plan;
    this.sisom = sisom;
    this.material = material;
    this.pool = material.pool();
    this.learner =
        new Learner(
            learning, material.bundle(), material.head(), material.placement().device(), folder);
    this.watcher = watcher;
  }

  /**
   * Runs.
   *
   * @param firstSeed of the first repetition; later ones count up
   * @param done told every run as soon as it is done
   */
  public void run(long firstSeed, Consumer<AlRun> done) throws BundleException, IOException {
    for (long seed = firstSeed; seed < firstSeed + plan.seeds(); seed++) {
      int[] start = start(seed);
      long began = System.nanoTime();
      String task = "seed " + seed + ": first network";
      Learner.Learned first =
          learner.first(pool, start, seed, (at, of) -> watcher.at(task, at, of));
      AlPoint point = firstPoint(first, start, seconds(began));
      for (StrategyName name : plan.strategies()) {
        done.accept(new AlRun(name, seed, cycles(name, seed, start, first, point)));
      }
      first.delete();
    }
  }

  /** Drawn from the frames that have a class: somebody must have begun with some. */
  private int[] start(long seed) {
    return Arrays.stream(pool.shuffled(seed)).filter(pool::isClass).limit(plan.start()).toArray();
  }

  private AlPoint firstPoint(Learner.Learned first, int[] start, double seconds)
      throws BundleException {
    try (Onlooker onlooker = new Onlooker(first, material.placement())) {
      return new AlPoint(
          start.length,
          onlooker.accuracy(material.test()),
          new int[pool.foreign().size()],
          Choice.of(new int[0]),
          0,
          seconds);
    }
  }

  private List<AlPoint> cycles(
      StrategyName name, long seed, int[] start, Learner.Learned first, AlPoint firstPoint)
      throws BundleException, IOException {
    Strategy strategy = name.strategy(sisom);
    Ledger ledger = new Ledger(pool, start);
    List<AlPoint> points = new ArrayList<>(List.of(firstPoint));
    Learner.Learned network = first;
    for (int cycle = 1; cycle <= plan.cycles(); cycle++) {
      String task = "seed %d: %s, cycle %d".formatted(seed, name.key(), cycle);
      watcher.at(task, cycle - 1, plan.cycles());
      long began = System.nanoTime();
      Choice choice = ask(strategy, network, ledger, seed, cycle);
      double chooseSeconds = seconds(began);
      long asked = System.nanoTime();
      Learner.Learned next =
          learner.next(
              network, pool, ledger.known(), seed, cycle, (at, of) -> watcher.at(task, at, of));
      if (network != first) {
        network.delete();
      }
      network = next;
      points.add(point(network, ledger, choice, chooseSeconds, seconds(asked)));
      report(name, seed, points.get(cycle));
    }
    if (network != first) {
      network.delete();
    }
    return points;
  }

  private Choice ask(
      Strategy strategy, Learner.Learned network, Ledger ledger, long seed, int cycle)
      throws BundleException {
    long chance = 1_000_003 * seed + cycle;
    int[] candidates = ledger.open(pool.shuffled(chance), plan.sample());
    try (Onlooker onlooker = new Onlooker(network, material.placement())) {
      Choice choice =
          strategy
              .choose(
                  onlooker.sight(strategy, pool, ledger, candidates),
                  plan.query(),
                  new Random(~chance))
              .checked(plan.query(), candidates.length);
      ledger.ask(Arrays.stream(choice.rows()).map(row -> candidates[row]).toArray());
      return choice;
    }
  }

  private AlPoint point(
      Learner.Learned network,
      Ledger ledger,
      Choice choice,
      double chooseSeconds,
      double learnSeconds)
      throws BundleException {
    try (Onlooker onlooker = new Onlooker(network, material.placement())) {
      return new AlPoint(
          ledger.spent(),
          onlooker.accuracy(material.test()),
          ledger.spentOnForeign(),
          choice,
          chooseSeconds,
          learnSeconds);
    }
  }

  private static void report(StrategyName name, long seed, AlPoint point) {
    log.atInfo()
        .addKeyValue("strategy", name.key())
        .addKeyValue("seed", seed)
        .addKeyValue("labels", point.labels())
        .addKeyValue("accuracy", point.accuracy())
        .addKeyValue("foreign", point.foreignLabels())
        .addKeyValue("far", point.choice().far())
        .addKeyValue("near", point.choice().near())
        .addKeyValue("filled", point.choice().filled())
        .addKeyValue("farLimit", point.choice().farLimit())
        .addKeyValue("chooseSeconds", point.chooseSeconds())
        .addKeyValue("learnSeconds", point.learnSeconds())
        .log("cycle done");
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
