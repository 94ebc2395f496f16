package io.sisom.console;

import io.sisom.live.Review;
import io.sisom.live.Reviews;
import io.sisom.queue.Candidate;
import io.sisom.queue.Command;
import io.sisom.queue.LabelQueue;
import io.sisom.queue.QueueConfig;
import io.sisom.schema.ReferenceManifest;
import io.sisom.schema.SensorFrame;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The labeling queue as a service: one thread carries out what many ask, writes it in one
 * transaction, and answers them when that is committed. Nothing that was answered is ever lost, and
 * nothing that was not answered need have happened; asking twice does no harm.
 *
 * <p>The state lies on Kafka. After trouble the service reads it again; when another console takes
 * over, it stops.
 */
public final class QueueService implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(QueueService.class);
  private static final int ROOM = 10_000;
  private static final int MOST_AT_ONCE = 500;
  private static final Duration IDLE = Duration.ofMillis(200);
  private static final Duration HEARTBEAT = Duration.ofSeconds(3);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final int MOST_REVIEWS = 10_000;
  private static final Duration LONGEST_TURN = Duration.ofSeconds(10);

  private final KafkaAccess kafka;
  private final QueueConfig config;
  private final ConsoleMetrics metrics;
  private final SteadyClock clock;
  private final String name = name();
  private final BlockingQueue<Work> before = new LinkedBlockingQueue<>(ROOM);
  private final Thread writer = new Thread(this::run, "queue-writer");
  private final Object lock = new Object();
  private LabelQueue queue;
  private Reviews reviews = new Reviews(MOST_REVIEWS);
  private final AtomicReference<ConsoleState> state = new AtomicReference<>(ConsoleState.OPENING);
  private volatile Work.@Nullable Live live;

  private QueueService(
      KafkaAccess kafka, QueueConfig config, ConsoleMetrics metrics, SteadyClock clock) {
    this.kafka = kafka;
    this.config = config;
    this.metrics = metrics;
    this.clock = clock;
    this.queue = new LabelQueue(config);
  }

  /** A service that is yet to {@link #takeOver}; until then nothing on Kafka changes. */
  static QueueService of(
      KafkaAccess kafka, QueueConfig config, ConsoleMetrics metrics, SteadyClock clock) {
    QueueService service = new QueueService(kafka, config, metrics, clock);
    metrics.watch(service);
    return service;
  }

  /** Where it runs, so that people find it, and what makes it unique. */
  private static String name() {
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      host = "console";
    }
    return "%s-%d-%s".formatted(host, ProcessHandle.current().pid(), UUID.randomUUID());
  }

  /** Starts to take the queue over, once; {@link #state} tells when it serves. */
  void takeOver() {
    writer.setDaemon(true);
    writer.start();
  }

  /** Whether it serves. */
  public ConsoleState state() {
    return Objects.requireNonNull(state.get());
  }

  /**
   * Asks for a command.
   *
   * @param frame the frame with its picture, where the command is an answer; else null
   */
  public CompletableFuture<Reply> ask(Command command, @Nullable SensorFrame frame) {
    Work.Ask ask = new Work.Ask(command, frame, new CompletableFuture<>());
    submit(ask);
    return ask.reply();
  }

  /** Has something done with an episode. */
  public CompletableFuture<Reply> review(ReviewOrder order) {
    Work.Reviewed work = new Work.Reviewed(order, new CompletableFuture<>());
    submit(work);
    return work.reply();
  }

  /** What was said of each episode, by its id; empty while it does not serve. */
  public Optional<Map<String, Review>> reviews() {
    synchronized (lock) {
      return state() == ConsoleState.SERVING ? Optional.of(reviews.all()) : Optional.empty();
    }
  }

  /** Offers candidates, and remembers how far their topic was read; false where it failed. */
  CompletableFuture<Boolean> offer(List<Candidate> candidates, ReadSoFar read) {
    Work.Offers offers = new Work.Offers(List.copyOf(candidates), read, new CompletableFuture<>());
    submit(offers);
    return offers.reply();
  }

  /** Tells of the version that scorers serve from now on. */
  public void live(ReferenceManifest manifest) {
    Work.Live news = new Work.Live(manifest.getVersion(), known(manifest));
    live = news;
    submit(news);
  }

  private static Set<String> known(ReferenceManifest manifest) {
    return Set.copyOf(manifest.getKnownByLabel().keySet());
  }

  private void submit(Work work) {
    if (state() != ConsoleState.SERVING || !before.offer(work)) {
      work.fail(unavailable());
    } else if (state() != ConsoleState.SERVING) {
      failAll();
    }
  }

  private Reply.Unavailable unavailable() {
    ConsoleState now = state();
    return new Reply.Unavailable(
        now == ConsoleState.TAKEN_OVER,
        now == ConsoleState.SERVING ? "more is asked than can be done; try again" : now.words());
  }

  /** What {@code question} finds in the queue; empty while it does not serve. */
  public <T> Optional<T> read(Function<LabelQueue, T> question) {
    synchronized (lock) {
      return state() == ConsoleState.SERVING
          ? Optional.of(question.apply(queue))
          : Optional.empty();
    }
  }

  double waiting() {
    return read(it -> it.figures(Instant.MAX).waiting()).orElse(0);
  }

  double leases() {
    return read(it -> it.figures(Instant.MAX).leases()).orElse(0);
  }

  private void run() {
    boolean again = false;
    while (goesOn()) {
      try {
        if (again) {
          pauseAndCheckOwner();
        }
        serve();
      } catch (TakenOverException e) {
        state.set(ConsoleState.TAKEN_OVER);
        log.atWarn()
            .addKeyValue("by", e.by().name())
            .log("another console has taken over the queue; this one stops");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        state.set(ConsoleState.STOPPED);
      } catch (RuntimeException e) {
        state.compareAndSet(ConsoleState.SERVING, ConsoleState.OPENING);
        if (goesOn()) {
          log.atWarn().setCause(e).log("writing the queue failed; reading its state again");
        }
      }
      failAll();
      again = true;
    }
    failAll();
  }

  private boolean goesOn() {
    return state() == ConsoleState.OPENING || state() == ConsoleState.SERVING;
  }

  /** Trouble may be another console that takes over; it has said so by now. */
  private void pauseAndCheckOwner() throws InterruptedException, TakenOverException {
    Thread.sleep(PAUSE.toMillis());
    Optional<Owner> owner = QueueStore.owner(kafka);
    if (owner.isPresent() && !owner.get().name().equals(name)) {
      throw new TakenOverException(owner.get());
    }
  }

  private void serve() throws InterruptedException {
    try (QueueStore store = QueueStore.takeOver(kafka, name, clock.wall())) {
      LabelQueue restored = new LabelQueue(config);
      Stored stored = store.read();
      // Ends of leases were written by another process's clock: none lies further off than a lease
      // is long, whatever became of the machine's clock since.
      Instant latest = clock.read().now().plus(config.lease());
      stored
          .entries()
          .forEach((id, entry) -> restored.restore(id, Optional.of(entry.leasedUntil(latest))));
      Reviews restoredReviews = new Reviews(MOST_REVIEWS);
      stored.reviews().values().stream()
          .sorted(Comparator.comparing(Review::at))
          .forEach(restoredReviews::put);
      synchronized (lock) {
        queue = restored;
        reviews = restoredReviews;
      }
      state.compareAndSet(ConsoleState.OPENING, ConsoleState.SERVING);
      tellOpen(stored.before());
      Work.Live version = live;
      long written = System.nanoTime();
      List<Work> taken = new ArrayList<>();
      if (version != null) {
        taken.add(version);
      }
      while (state() == ConsoleState.SERVING) {
        if (taken.isEmpty()) {
          gather(taken);
        }
        if (turn(store, taken)) {
          written = System.nanoTime();
        } else if (System.nanoTime() - written > HEARTBEAT.toNanos()) {
          store.heartbeat();
          written = System.nanoTime();
        }
        taken.clear();
      }
    }
  }

  private void tellOpen(Optional<Owner> before) {
    log.atInfo()
        .addKeyValue("waiting", (long) waiting())
        .addKeyValue("taken.over.from", before.map(Owner::name).orElse("nobody"))
        .addKeyValue("who.wrote.last.at", before.map(it -> it.at().toString()).orElse("never"))
        .log("the queue is open");
  }

  private void gather(List<Work> taken) throws InterruptedException {
    Work first = before.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
    if (first != null) {
      taken.add(first);
      before.drainTo(taken, MOST_AT_ONCE - 1);
    }
  }

  /** One transaction; whether there was anything to write. */
  private boolean turn(QueueStore store, List<Work> taken) {
    try {
      Turn turn;
      synchronized (lock) {
        turn = new Turn(queue, reviews, time(), metrics);
        taken.forEach(turn::carryOut);
      }
      if (turn.changedAnything()) {
        long began = System.nanoTime();
        turn.commit(store);
        metrics.committed(Duration.ofNanos(System.nanoTime() - began));
      }
      turn.reply();
      return turn.changedAnything();
    } catch (RuntimeException e) {
      Reply.Unavailable failed =
          new Reply.Unavailable(
              false,
              e instanceof KafkaException
                  ? "Kafka did not take it; try again"
                  : "the console failed; try again");
      taken.forEach(work -> work.fail(failed));
      throw e;
    }
  }

  private SteadyClock.Reading time() {
    SteadyClock.Reading time = clock.read();
    if (!time.step().isZero()) {
      log.atWarn()
          .addKeyValue("by", time.step())
          .log("this machine's clock was set; leases last as long as they would have");
    }
    return time;
  }

  private void failAll() {
    List<Work> left = new ArrayList<>();
    before.drainTo(left);
    left.forEach(work -> work.fail(unavailable()));
  }

  /** Stops after the commit that runs; what has not been answered is answered as unavailable. */
  @Override
  public void close() {
    if (state() != ConsoleState.TAKEN_OVER) {
      state.set(ConsoleState.STOPPED);
    }
    try {
      writer.join(LONGEST_TURN.toMillis());
      writer.interrupt();
      writer.join(LONGEST_TURN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
