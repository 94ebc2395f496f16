package io.sisom.trainer;

import io.micrometer.core.instrument.MeterRegistry;
import io.sisom.frame.FrameDecoder;
import io.sisom.network.BundleException;
import io.sisom.network.ModelBundle;
import io.sisom.network.Placement;
import io.sisom.training.ActiveVersion;
import io.sisom.training.TrainerApp;
import io.sisom.training.TrainingResult;
import io.sisom.training.TrainingWatcher;
import io.sisom.version.ReferenceStoreException;
import io.sisom.version.VersionPublisher;
import io.sisom.wire.WholeTopic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/** The trainer app put together. */
public final class TrainerProcess implements AutoCloseable {
  private final TrainerApp app;
  private final Object working = new Object();

  private TrainerProcess(TrainerApp app) {
    this.app = app;
  }

  /** Opens the bundle in a folder and connects. */
  public static TrainerProcess open(
      TrainerConfig config,
      Path bundleDir,
      TrainingWatcher watcher,
      MeterRegistry registry,
      Clock clock)
      throws BundleException, ReferenceStoreException, InterruptedException {
    return open(config, ModelBundle.open(bundleDir), watcher, registry, clock);
  }

  /** Loads an opened bundle and connects. */
  public static TrainerProcess open(
      TrainerConfig config,
      ModelBundle bundle,
      TrainingWatcher watcher,
      MeterRegistry registry,
      Clock clock)
      throws BundleException, ReferenceStoreException, InterruptedException {
    Placement placement = config.device().placement();
    ActiveVersion active = follow(config);
    try {
      VersionPublisher publisher =
          new VersionPublisher(
              config.kafka().producerProperties(),
              config.topics().references(),
              config.store(),
              clock);
      return new TrainerProcess(
          TrainerApp.open(
              config.trainer(),
              bundle,
              placement,
              new FrameDecoder(config.frames()),
              WholeTopic.open(config.kafka().consumerProperties(), config.topics().labels()),
              publisher,
              active,
              watcher,
              registry));
    } catch (RuntimeException | BundleException e) {
      active.close();
      throw e;
    }
  }

  /** In a cache of its own: a scorer on this machine tidies the other one. */
  private static ActiveVersion follow(TrainerConfig config)
      throws ReferenceStoreException, InterruptedException {
    return ActiveVersion.follow(
        config.kafka().consumerProperties(),
        config.topics().references(),
        config.store().in(config.trainer().learning().dir().resolve("active")));
  }

  /** Publishes one version from the labels present. */
  public TrainingResult once()
      throws BundleException, IOException, ReferenceStoreException, InterruptedException {
    synchronized (working) {
      return app.once();
    }
  }

  /** Publishes versions as labels come, until {@link #stop}. */
  public void run()
      throws BundleException, IOException, ReferenceStoreException, InterruptedException {
    synchronized (working) {
      app.run();
    }
  }

  /** Lets {@link #run} end soon. */
  public void stop() {
    app.stop();
  }

  /** Stops, waits for the work under way, and frees what it used. */
  @Override
  public void close() {
    app.stop();
    synchronized (working) {
      app.close();
    }
  }
}
