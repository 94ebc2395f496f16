package io.sisom.evaluation.al;

import io.sisom.evaluation.EvaluationException;
import io.sisom.evaluation.EvaluationListener;
import io.sisom.network.BundleException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Runs an experiment: of each seed, every strategy from the same start and the same first network.
 * Repeatable as far as the network's arithmetic is.
 */
public final class Experiment {
  private final Plan plan;
  private final SisomSettings sisom;
  private final ExperimentInput material;
  private final Learner learner;
  private final EvaluationListener listener;

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
      ExperimentInput material,
      Path folder,
      EvaluationListener listener) {
    plan.check(material.pool(), material.head().classes());
    this.plan = plan;
    this.sisom = sisom;
    this.material = material;
    this.learner =
        new Learner(
            learning, material.bundle(), material.head(), material.placement().device(), folder);
    this.listener = listener;
  }

  /**
   * Runs over the pool as it is.
   *
   * @param firstSeed of the first repetition; later ones count up
   * @param done told every run as soon as it is done
   */
  public void run(long firstSeed, Consumer<AlRun> done) throws BundleException, IOException {
    for (long seed = firstSeed; seed < firstSeed + plan.seeds(); seed++) {
      PoolCourse course = course(material.pool());
      PoolCourse.Start start = course.start(start(seed), seed);
      for (StrategyName name : plan.strategies()) {
        done.accept(course.run(name, seed, start));
      }
      start.network().delete();
    }
  }

  /**
   * Runs over the pool as it passes by sensors, and again over the same frames as a pool.
   *
   * @param firstSeed of the first repetition; later ones count up
   * @param streamed told every run on the stream as soon as it is done
   * @param pooled told every run over the pool as soon as it is done
   * @throws EvaluationException where a window has fewer frames than are asked for of it
   */
  public void run(
      StreamPlan stream, long firstSeed, Consumer<AlRun> streamed, Consumer<AlRun> pooled)
      throws BundleException, IOException {
    for (long seed = firstSeed; seed < firstSeed + plan.seeds(); seed++) {
      FrameStream frames =
          FrameStream.of(
              material.pool(), start(seed), stream, material.bundle().description().input(), seed);
      PoolCourse course = course(frames.pool());
      StreamCourse onStream = new StreamCourse(plan, stream, sisom, frames, course);
      PoolCourse.Start start = course.start(frames.start(), seed);
      for (StrategyName name : plan.strategies()) {
        streamed.accept(onStream.run(name, seed, start));
        pooled.accept(course.run(name, seed, start));
      }
      start.network().delete();
    }
  }

  private PoolCourse course(FramePool pool) {
    return new PoolCourse(plan, sisom, learner, material, pool, listener);
  }

  /** Drawn from the frames that have a class: somebody must have begun with some. */
  private int[] start(long seed) {
    FramePool pool = material.pool();
    return Arrays.stream(pool.shuffled(seed)).filter(pool::isClass).limit(plan.start()).toArray();
  }
}
