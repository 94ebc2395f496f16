package io.sisom.trainer;

import io.micrometer.core.instrument.MeterRegistry;
import io.sisom.frame.FrameDecoder;
import io.sisom.network.BundleException;
import io.sisom.network.ModelBundle;
import io.sisom.network.Placement;
import io.sisom.training.ActiveVersion;
import io.sisom.training.TrainerApp;
import io.sisom.training.TrainingListener;
import io.sisom.training.VersionOutcome;
import io.sisom.version.ReferenceStoreException;
import io.sisom.version.ReferenceTopic;
import io.sisom.version.VersionPublisher;
import io.sisom.wire.SchemaPublisher;
import io.sisom.wire.SchemaTopic;
import io.sisom.wire.WholeTopic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/** The trainer app put together. */
public final class TrainerProcess implements AutoCloseable {
  private final TrainerApp app;
  private final SchemaTopic schemas;
  private final Object working = new Object();

  private TrainerProcess(TrainerApp app, SchemaTopic schemas) {
    this.app = app;
    this.schemas = schemas;
  }

  /** Opens the bundle in a folder and connects. */
  public static TrainerProcess open(
      TrainerConfig config,
      Path bundleDir,
      TrainingListener listener,
      MeterRegistry registry,
      Clock clock)
      throws BundleException, ReferenceStoreException, InterruptedException {
    return open(config, ModelBundle.open(bundleDir), listener, registry, clock);
  }

  /** Loads an opened bundle and connects. */
  public static TrainerProcess open(
      TrainerConfig config,
      ModelBundle bundle,
      TrainingListener listener,
      MeterRegistry registry,
      Clock clock)
      throws BundleException, ReferenceStoreException, InterruptedException {
    SchemaTopic schemas =
        new SchemaTopic(config.kafka().consumerProperties(), config.topics().schemas());
    try {
      SchemaPublisher.publish(schemas, config.kafka().producerProperties());
      return new TrainerProcess(app(config, bundle, schemas, listener, registry, clock), schemas);
    } catch (RuntimeException
        | BundleException
        | ReferenceStoreException
        | InterruptedException e) {
      schemas.close();
      throw e;
    }
  }

  private static TrainerApp app(
      TrainerConfig config,
      ModelBundle bundle,
      SchemaTopic schemas,
      TrainingListener listener,
      MeterRegistry registry,
      Clock clock)
      throws BundleException, ReferenceStoreException, InterruptedException {
    Placement placement = config.device().placement();
    ActiveVersion active = follow(config, schemas);
    try {
      VersionPublisher publisher =
          new VersionPublisher(
              new ReferenceTopic(
                  config.kafka().producerProperties(), config.topics().references(), schemas),
              config.store(),
              clock);
      return TrainerApp.open(
          config.trainer(),
          bundle,
          placement,
          new FrameDecoder(config.frames()),
          WholeTopic.open(config.kafka().consumerProperties(), config.topics().labels()),
          schemas,
          publisher,
          active,
          listener,
          registry);
    } catch (RuntimeException | BundleException e) {
      active.close();
      throw e;
    }
  }

  /** In a cache of its own: a scorer on this machine tidies the other one. */
  private static ActiveVersion follow(TrainerConfig config, SchemaTopic schemas)
      throws ReferenceStoreException, InterruptedException {
    return ActiveVersion.follow(
        new ReferenceTopic(
            config.kafka().consumerProperties(), config.topics().references(), schemas),
        config.store().in(config.trainer().learning().dir().resolve("active")));
  }

  /** Publishes one version from the labels present. */
  public VersionOutcome once()
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
    schemas.close();
  }
}
