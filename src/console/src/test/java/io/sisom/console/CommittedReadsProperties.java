package io.sisom.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.console.CommitsThatFail.Fate;
import io.sisom.live.EpisodeVerdict;
import io.sisom.live.Review;
import io.sisom.queue.Candidate;
import io.sisom.queue.Command;
import io.sisom.queue.LabelQueue;
import io.sisom.queue.Outcome;
import io.sisom.queue.Place;
import io.sisom.queue.QueueConfig;
import io.sisom.queue.QueueEntry;
import io.sisom.queue.QueueFigures;
import io.sisom.queue.SkipReason;
import io.sisom.schema.LabelCandidate;
import io.sisom.schema.SensorFrame;
import io.sisom.setting.Settings;
import io.sisom.wire.Topics;
import io.sisom.wire.WireException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Whatever is asked in whatever order, and however commits end: a reader sees the queue and the
 * reviews that the committed records alone give.
 */
class CommittedReadsProperties {
  private static final List<String> PEOPLE = List.of("ann", "bob", "cid");
  private static final int FRAMES = 8;
  private static final QueueConfig CONFIG =
      Settings.of(
              Map.of(
                  "queue.overlap", "2",
                  "queue.lease.ms", "60000",
                  "queue.leases", "3",
                  "queue.max", "6",
                  "queue.remembered", "3"))
          .bind(QueueConfig.class);

  /** What happens next. */
  enum Step {
    ASK,
    ASK_MORE,
    OFFER,
    REVIEW,
    LIVE,
    TIME,
    CLOCK_SET,
    COMMIT,
    COMMIT_ABORTED,
    COMMIT_UNKNOWN,
    RESTART
  }

  /** All that a reader can ask. */
  private record Seen(
      Set<QueueEntry> entries,
      List<QueueEntry> ranked,
      QueueFigures figures,
      Map<String, Integer> labels,
      List<Optional<String>> last,
      List<List<QueueEntry>> leases,
      Map<String, Review> reviews) {
    static Seen of(LabelQueue queue, Map<String, Review> reviews) {
      return new Seen(
          new HashSet<>(queue.entries()),
          queue.ranked(0, FRAMES),
          queue.figures(Instant.EPOCH),
          queue.labels(),
          PEOPLE.stream().map(queue::lastFrameOf).toList(),
          PEOPLE.stream().map(queue::leasedTo).toList(),
          reviews);
    }
  }

  /** A console's queue, its topic, and what the topic's records come to. */
  private static final class World {
    private final Random random;
    private final EventCodec codec = new EventCodec();
    private final Topics topics = Settings.defaults(Topics.class);
    private final List<ProducerRecord<String, byte[]>> topic = new ArrayList<>();
    private final CommittedQueue committed = new CommittedQueue();
    private final PendingWork pending = new PendingWork();
    private final ConsoleMetrics metrics = new ConsoleMetrics(new SimpleMeterRegistry());
    private final SetClock wall = new SetClock();
    private final SteadyClock clock = new SteadyClock(wall, wall::nanos);
    private final Map<String, QueueEntry> entries = new HashMap<>();
    private final Map<String, Review> reviews = new HashMap<>();
    private final List<CompletableFuture<?>> replies = new ArrayList<>();
    private CommitsThatFail producer = producer();
    private QueueSession session;
    private boolean offered;
    private long live;
    private long told;

    World(long seed) {
      random = new Random(seed);
      session = open();
    }

    private CommitsThatFail producer() {
      return new CommitsThatFail(topics.candidates(), topic, this::look, this::confirm);
    }

    private QueueSession open() {
      KafkaAccess kafka = new KafkaAccess(Map.of(), Map.of(), topics);
      producer = producer();
      QueueStore store = new QueueStore(kafka, "console", wall, List.of(producer));
      Replay replay = new Replay("console");
      topic.stream()
          .filter(record -> record.topic().equals(topics.queueEvents()))
          .map(it -> new ConsumerRecord<>(it.topic(), 0, 0, it.key(), it.value()))
          .forEach(replay::take);
      Instant latest = wall.instant().plus(CONFIG.lease());
      entries.clear();
      replay.stored().entries().forEach((id, it) -> entries.put(id, it.leasedUntil(latest)));
      reviews.clear();
      reviews.putAll(replay.stored().reviews());
      live = 0;
      pending.open();
      QueueSession opened =
          QueueSession.open(store, replay.stored(), CONFIG, clock, metrics, committed);
      look();
      return opened;
    }

    private void confirm(List<ProducerRecord<String, byte[]>> records) {
      records.stream()
          .filter(record -> record.topic().equals(topics.queueEvents()))
          .forEach(record -> apply(record.key(), record.value()));
    }

    private void apply(String key, byte[] value) {
      try {
        Optional<String> frameId = EventCodec.frameId(key);
        if (frameId.isPresent() && value == null) {
          entries.remove(frameId.get());
        } else if (frameId.isPresent()) {
          entries.put(frameId.get(), codec.decode(value));
        } else if (EventCodec.episodeId(key).isPresent()) {
          reviews.put(EventCodec.episodeId(key).get(), codec.review(value));
        }
      } catch (WireException e) {
        throw new AssertionError(e);
      }
    }

    /** The reader looks. */
    private void look() {
      LabelQueue expected = new LabelQueue(CONFIG);
      entries.forEach((id, entry) -> expected.restore(id, Optional.of(entry)));
      expected.restoreLive(live);
      Seen seen =
          committed
              .read(it -> Seen.of(it, committed.reviews().orElseThrow()))
              .orElseThrow(() -> new AssertionError("it does not serve"));
      assertThat(seen).isEqualTo(Seen.of(expected, reviews));
    }

    void step(Step step) {
      switch (step) {
        case ASK, ASK_MORE -> ask(command());
        case OFFER -> offer();
        case REVIEW -> review();
        case LIVE -> {
          told = 1 + random.nextInt(3);
          pending.live(new Work.Live(told, Set.of("label-0")));
        }
        case TIME -> wall.pass(Duration.ofSeconds(random.nextInt(50)));
        case CLOCK_SET -> wall.set(Duration.ofSeconds(10 * (random.nextInt(40) - 20)));
        case COMMIT -> commit(Fate.COMMITTED);
        case COMMIT_ABORTED -> commit(Fate.ABORTED);
        case COMMIT_UNKNOWN -> commit(Fate.COMMITTED_UNKNOWN);
        case RESTART -> reopen();
        default -> throw new IllegalArgumentException(step.name());
      }
      look();
    }

    private void ask(Command command) {
      SensorFrame frame = command instanceof Command.Answer ? frame() : null;
      CompletableFuture<Reply<Outcome>> reply = new CompletableFuture<>();
      add(new Work.Ask(command, frame, reply), reply);
    }

    /** What was asked sees itself done when it is told so. */
    private void add(Work work, CompletableFuture<?> reply) {
      assertThat(pending.add(work)).isTrue();
      replies.add(
          reply.thenAccept(
              it -> {
                if (it instanceof Reply.Committed) {
                  live = told;
                  look();
                }
              }));
    }

    private Command command() {
      String who = PEOPLE.get(random.nextInt(PEOPLE.size()));
      String frame = "frame-" + random.nextInt(FRAMES);
      return switch (random.nextInt(10)) {
        case 0, 1, 2 -> new Command.Next(who);
        case 3 -> new Command.Take(who, frame);
        case 4 -> new Command.GiveBack(who, frame);
        case 5, 6 -> new Command.Answer(who, frame, "label-" + random.nextInt(2));
        case 7 -> new Command.Decline(who, frame, SkipReason.UNSURE);
        case 8 -> new Command.Lose(frame);
        default -> new Command.Undo(who, Optional.empty());
      };
    }

    /** As the feed does it: one at a time. */
    private void offer() {
      if (offered) {
        return;
      }
      offered = true;
      List<Candidate> candidates = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        int number = random.nextInt(FRAMES);
        LabelCandidate it = SampleCandidates.candidate("frame-" + number, number);
        candidates.add(
            new Candidate(
                it.getScore(),
                it.getInnerLabel(),
                it.getOuterLabel(),
                it.getWindowStart(),
                it.getRank(),
                it.getConsidered(),
                new Place(0, number),
                random.nextInt(4) == 0));
      }
      CompletableFuture<Boolean> reply = new CompletableFuture<>();
      ReadSoFar read = new ReadSoFar(Map.of(), new ConsumerGroupMetadata(QueueStore.GROUP));
      add(new Work.Offers(candidates, read, reply), reply);
    }

    private void review() {
      String who = PEOPLE.get(random.nextInt(PEOPLE.size()));
      String episode = "episode-" + random.nextInt(2);
      int frame = random.nextInt(FRAMES);
      ReviewOrder order =
          random.nextBoolean()
              ? new ReviewOrder.Request(
                  episode,
                  "camera",
                  who,
                  List.of(SampleCandidates.candidate("frame-" + frame, frame)))
              : new ReviewOrder.Judge(
                  episode,
                  "camera",
                  who,
                  EpisodeVerdict.FALSE_ALARM,
                  Optional.empty(),
                  List.of(new ReviewOrder.Judged(frame(), "label-1")));
      CompletableFuture<Reply<Reply.Reviewed>> reply = new CompletableFuture<>();
      add(new Work.Reviewed(order, reply), reply);
    }

    private SensorFrame frame() {
      return SampleCandidates.candidate("frame-" + random.nextInt(FRAMES), 0).getFrame();
    }

    private void commit(Fate fate) {
      producer.next(fate);
      List<Work> works = take();
      try {
        session.carryOut(works);
        live = told;
      } catch (KafkaException e) {
        look();
        committed.reopen();
        assertThat(committed.read(LabelQueue::entries)).isEmpty();
        session = open();
      }
      producer.next(Fate.COMMITTED);
      offered = false;
      assertThat(replies).allMatch(CompletableFuture::isDone);
      replies.forEach(CompletableFuture::join);
      replies.clear();
    }

    private List<Work> take() {
      try {
        return pending.take(Duration.ZERO);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    private void reopen() {
      committed.reopen();
      pending.close().forEach(work -> work.fail(new Reply.Unavailable(false, "away")));
      replies.clear();
      offered = false;
      session = open();
    }
  }

  /** A machine's clock, and how far somebody set it. */
  private static final class SetClock extends Clock {
    private Duration passed = Duration.ZERO;
    private Duration off = Duration.ZERO;

    void pass(Duration time) {
      passed = passed.plus(time);
    }

    void set(Duration by) {
      off = off.plus(by);
    }

    long nanos() {
      return passed.toNanos();
    }

    @Override
    public Instant instant() {
      return Instant.parse("2026-06-01T12:05:00Z").plus(passed).plus(off);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @Property(tries = 200)
  void aReaderSeesWhatTheCommittedRecordsGive(
      @ForAll @Size(max = 60) List<Step> steps, @ForAll long seed) {
    World world = new World(seed);
    world.step(Step.OFFER);
    world.step(Step.COMMIT);
    steps.forEach(world::step);
  }
}
