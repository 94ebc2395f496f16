package io.sisom.app;

import io.micrometer.core.instrument.MeterRegistry;
import io.sisom.app.config.SisomConfig;
import io.sisom.frame.FrameDecoder;
import io.sisom.model.BundleException;
import io.sisom.model.DeviceChoice;
import io.sisom.model.ModelBundle;
import io.sisom.model.ScoringKernel;
import io.sisom.reference.ReferenceStoreException;
import io.sisom.reference.VersionPublisher;
import io.sisom.training.TrainerApp;
import io.sisom.training.TrainingResult;
import io.sisom.training.TrainingWatcher;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/** The trainer app put together. */
public final class TrainerProcess implements AutoCloseable {
  private final ScoringKernel kernel;
  private final TrainerApp app;
  private final Object working = new Object();

  private TrainerProcess(ScoringKernel kernel, TrainerApp app) {
    this.kernel = kernel;
    this.app = app;
  }

  /** Opens the bundle in a folder and connects. */
  public static TrainerProcess open(
      SisomConfig config,
      Path bundleDir,
      TrainingWatcher watcher,
      MeterRegistry registry,
      Clock clock)
      throws BundleException {
    return open(config, ModelBundle.open(bundleDir), watcher, registry, clock);
  }

  /** Loads an opened bundle and connects. */
  public static TrainerProcess open(
      SisomConfig config,
      ModelBundle bundle,
      TrainingWatcher watcher,
      MeterRegistry registry,
      Clock clock)
      throws BundleException {
    ScoringKernel kernel =
        ScoringKernel.load(
            bundle,
            DeviceChoice.resolve(config.device(), config.precision(), config.deviceThreads()));
    try {
      VersionPublisher publisher =
          new VersionPublisher(
              config.kafka().producerProperties(),
              config.topics().references(),
              config.store(),
              clock);
      return new TrainerProcess(
          kernel,
          new TrainerApp(
              config.training(),
              config.reference(),
              config.score(),
              config.fitting(),
              bundle,
              kernel,
              new FrameDecoder(config.frames()),
              config.kafka().consumer(),
              config.topics().labels(),
              publisher,
              watcher,
              registry,
              clock));
    } catch (RuntimeException e) {
      kernel.close();
      throw e;
    }
  }

  /** Publishes one version from the labels present. */
  public TrainingResult once() throws IOException, ReferenceStoreException {
    synchronized (working) {
      return app.once();
    }
  }

  /** Publishes versions as labels come, until {@link #stop}. */
  public void run() throws IOException, ReferenceStoreException {
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
      kernel.close();
    }
  }
}
