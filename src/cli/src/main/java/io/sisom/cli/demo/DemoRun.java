package io.sisom.cli.demo;

import io.micrometer.core.instrument.MeterRegistry;
import io.sisom.cli.config.SisomConfig;
import io.sisom.console.ConsoleProcess;
import io.sisom.console.SteadyClock;
import io.sisom.demo.DemoAccount;
import io.sisom.demo.DemoResult;
import io.sisom.demo.FleetFeed;
import io.sisom.demo.FleetTruth;
import io.sisom.demo.SimulatedAnnotator;
import io.sisom.demo.world.LabeledFrames;
import io.sisom.demo.world.SimulatedFleet;
import io.sisom.feed.FramePublisher;
import io.sisom.feed.MessagePublisher;
import io.sisom.feed.Pace;
import io.sisom.feed.Published;
import io.sisom.network.BundleException;
import io.sisom.schema.FrameScore;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.LabeledFrame;
import io.sisom.schema.OodAlert;
import io.sisom.scorer.ScorerProcess;
import io.sisom.service.Subscription;
import io.sisom.trainer.TrainerProcess;
import io.sisom.version.ReferenceStoreException;
import io.sisom.wire.AvroCodec;
import io.sisom.wire.LabelKey;
import io.sisom.wire.SchemaTopic;
import io.sisom.wire.TopicSetup;
import io.sisom.wire.WireException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** One run of the demo against a broker that is there: everything real but the world. */
public final class DemoRun {
  private static final int PARTITIONS = 3;
  private static final String ARCHIVE = "archive";
  private static final Duration SETTLE = Duration.ofSeconds(6);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final SisomConfig config;
  private final DemoPlan plan;
  private final Path bundle;
  private final Labeler labeler;
  private final DemoStory story;
  private final MeterRegistry registry;
  private final Clock clock = Clock.systemUTC();
  private final AtomicBoolean over = new AtomicBoolean();
  private final SchemaTopic schemas;
  private final HumanLabels given;
  private final AvroCodec<LabeledFrame> labelCodec = AvroCodec.of(LabeledFrame.class);

  /** A run of {@code plan} with the model in {@code bundle}, told as it goes to {@code story}. */
  public DemoRun(
      SisomConfig config,
      DemoPlan plan,
      Path bundle,
      Labeler labeler,
      DemoStory story,
      MeterRegistry registry) {
    this.config = config;
    this.plan = plan;
    this.bundle = bundle;
    this.labeler = labeler;
    this.story = story;
    this.registry = registry;
    this.schemas = config.schemas();
    this.given = new HumanLabels(ARCHIVE, schemas, story::labelGiven);
  }

  /** Runs to the end; what was right. */
  public DemoResult run() throws Exception {
    createTopics();
    try (ConsoleProcess console =
            ConsoleProcess.start(
                config.kafkaAccess(),
                config.consoleSettings(),
                config.heatMaps(),
                registry,
                SteadyClock.ofMachine(),
                clock);
        schemas) {
      console.takeOver();
      story.console(console.url(), labeler);
      return run(console);
    }
  }

  private DemoResult run(ConsoleProcess console) throws Exception {
    labelArchive();
    ExecutorService threads = Executors.newCachedThreadPool();
    try (TrainerProcess trainer = openTrainer();
        ScorerProcess scorer = new ScorerProcess(config.forScorer(), registry, clock)) {
      Future<?> training = threads.submit(() -> train(trainer));
      scorer.start();
      DemoResult result = watchFleet(threads, console);
      trainer.stop();
      training.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return result;
    } finally {
      over.set(true);
      threads.shutdown();
      threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private TrainerProcess openTrainer()
      throws BundleException, ReferenceStoreException, InterruptedException {
    return TrainerProcess.open(config.forTrainer(), bundle, story, registry, clock);
  }

  private Void train(TrainerProcess trainer) throws Exception {
    trainer.run();
    return null;
  }

  private DemoResult watchFleet(ExecutorService threads, ConsoleProcess console) throws Exception {
    SimulatedFleet fleet =
        new SimulatedFleet(plan.seed(), plan.robots(), plan.world(), clock.instant());
    FleetTruth truth = new FleetTruth(fleet, plan.frames());
    DemoAccount account = new DemoAccount(truth, config.alerts().alpha());
    SimulatedAnnotator annotator = new SimulatedAnnotator(truth, clock);
    try (KafkaProducer<String, byte[]> producer = config.kafka().producer()) {
      Future<?> scores =
          follow(threads, config.topics().scores(), FrameScore.class, account::score);
      Future<?> alerts =
          follow(
              threads,
              config.topics().alerts(),
              OodAlert.class,
              alert -> {
                account.alert(alert);
                story.alert(alert, truth.of(alert.getPeakFrameId()));
              });
      Future<?> candidates =
          follow(
              threads,
              config.topics().candidates(),
              LabelCandidate.class,
              candidate -> {
                account.candidate(candidate);
                story.candidate(candidate, truth.of(candidate.getFrame().getFrameId()), labeler);
                if (labeler instanceof Labeler.Simulated) {
                  give(producer, annotator.answer(candidate));
                }
              });
      Future<?> labels = follow(threads, config.topics().labels(), given::accept);
      long sent = feed(producer, fleet);
      awaitScores(account, sent);
      if (labeler instanceof Labeler.Human human) {
        story.goOn(console.url());
        human.done().await();
      }
      Thread.sleep(SETTLE.toMillis());
      over.set(true);
      scores.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      alerts.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      candidates.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      labels.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return account.result(Math.toIntExact(sent), given.count());
    }
  }

  private long feed(KafkaProducer<String, byte[]> producer, SimulatedFleet fleet) {
    story.fleetStarts(plan);
    var publisher =
        new MessagePublisher(
            producer, config.topics().frames(), done -> story.sent(done, plan.frames()));
    Published published =
        new FramePublisher(publisher)
            .publish(new FleetFeed(fleet, plan.frames()), Pace.of(plan.rate()));
    published
        .failures()
        .forEach(failure -> story.say("not sent: " + failure.id() + ": " + failure.reason()));
    return published.acknowledged();
  }

  private static void awaitScores(DemoAccount account, long sent) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (account.framesScored() < sent && System.nanoTime() < deadline) {
      Thread.sleep(50);
    }
  }

  private void give(KafkaProducer<String, byte[]> producer, LabeledFrame label) {
    producer.send(
        new ProducerRecord<>(
            config.topics().labels(), LabelKey.of(label), labelCodec.encode(label)),
        (sent, failure) -> {
          if (failure != null) {
            story.say("not sent: the label of " + label.getFrame().getFrameId() + ": " + failure);
          }
        });
  }

  private void createTopics() throws Exception {
    try (Admin admin = config.kafka().admin()) {
      new TopicSetup(admin).create(config.topics(), PARTITIONS, (short) 1, PATIENCE);
    }
  }

  private void labelArchive() {
    LabeledFrames archive = new LabeledFrames(plan.seed(), ARCHIVE, clock.instant());
    try (KafkaProducer<String, byte[]> producer = config.kafka().producer()) {
      Published published =
          new MessagePublisher(producer, config.topics().labels(), done -> {})
              .publish(
                  IntStream.range(0, plan.labels()).mapToObj(archive::frame).iterator(),
                  label ->
                      new MessagePublisher.Message(
                          label.getFrame().getFrameId(),
                          LabelKey.of(label),
                          labelCodec.encode(label)),
                  Pace.of(0));
      story.say(published.acknowledged() + " labeled frames of known kinds are in the pool");
    }
  }

  private <T extends SpecificRecord> Future<?> follow(
      ExecutorService threads, String topic, Class<T> type, Consumer<T> each) {
    AvroCodec<T> codec = AvroCodec.of(type, schemas);
    return follow(threads, topic, record -> each.accept(read(codec, record)));
  }

  private Future<?> follow(
      ExecutorService threads, String topic, Consumer<ConsumerRecord<String, byte[]>> each) {
    return threads.submit(
        () ->
            new Subscription(config.kafka(), topic)
                .read(true, idle -> !over.get(), each, () -> {}));
  }

  private static <T extends SpecificRecord> T read(
      AvroCodec<T> codec, ConsumerRecord<String, byte[]> record) {
    try {
      return codec.decode(record.value());
    } catch (WireException e) {
      throw new IllegalStateException(
          "our own topic " + record.topic() + " holds what we did not write", e);
    }
  }
}
