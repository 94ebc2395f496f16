package io.sisom.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.live.EpisodeVerdict;
import io.sisom.live.Review;
import io.sisom.wire.ReadThrough;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Consoles that lose the broker, open the queue again, and take it from each other, in any order,
 * while the topic is compacted: who has read the queue knows all that was ever confirmed.
 */
class QueueReplayProperties {
  private static final int IDS = 3;
  private static final int CONSOLES = 2;
  private static final String[] EPISODES = {"a", "b", "c"};

  private final EventCodec codec = new EventCodec();

  /** What happens next. */
  enum What {
    OPEN,
    WRITE,
    FORGET,
    HEARTBEAT,
    OUTAGE_WITHIN_A_WRITE,
    OUTAGE_AFTER_THE_DECISION,
    MARKER,
    COMPACTION,
    READ,
    SERVE
  }

  /**
   * A step.
   *
   * @param number chooses episode, transactional id, or how far is read
   */
  record Step(What what, int console, int number) {}

  /** A write to the topic: {@code value} 0 forgets the episode. */
  private record Write(int value, boolean confirmed) {}

  /** All that happened, and who knows what. */
  private final class World {
    private final ModelTopic topic = new ModelTopic();
    private final Map<String, List<Write>> written = new HashMap<>();
    private final List<Opened> opened = new ArrayList<>();
    private int owner = -1;
    private int values;

    World() {
      for (int i = 0; i < CONSOLES; i++) {
        opened.add(new Opened(i));
      }
    }

    void step(Step step) {
      Opened console = opened.get(step.console());
      String episode = EPISODES[step.number() % EPISODES.length];
      switch (step.what()) {
        case OPEN -> console.open();
        case WRITE -> console.write(episode, ++values, true, true);
        case FORGET -> console.write(episode, 0, true, true);
        case HEARTBEAT -> console.heartbeat();
        case OUTAGE_WITHIN_A_WRITE -> console.write(episode, ++values, false, false);
        case OUTAGE_AFTER_THE_DECISION -> console.write(episode, ++values, true, false);
        case MARKER -> topic.mark("id-" + step.number() % IDS);
        case COMPACTION -> topic.compact();
        case READ -> console.read(1 + step.number());
        case SERVE -> console.serve();
        default -> throw new IllegalArgumentException(step.toString());
      }
    }

    void finish() {
      topic.settle();
      opened.forEach(Opened::serve);
      opened.forEach(console -> assertThat(console.through).isNull());
    }

    /** One console, as QueueService and QueueStore go about it. */
    private final class Opened {
      private final int number;
      private final String name;
      private int turns;
      private boolean serving;
      private @Nullable ReadThrough through;
      private ModelTopic.Reader reader = topic.new Reader();
      private Replay replay;
      private final Map<String, Integer> known = new HashMap<>();

      Opened(int number) {
        this.number = number;
        this.name = "console-" + number;
        this.replay = new Replay(name);
      }

      void open() {
        for (int i = 0; i < IDS; i++) {
          topic.begin("id-" + i);
        }
        owner = number;
        serving = false;
        commit(EventCodec.OWNER, codec.owner(name, Instant.EPOCH));
        reader = topic.new Reader();
        replay = new Replay(name);
        known.clear();
        written.forEach((episode, writes) -> known.put(episode, lastConfirmed(writes)));
        through = new ReadThrough(() -> Map.of(ModelTopic.PARTITION, topic.end()));
      }

      private void commit(String key, byte[] value) {
        topic.commit(topic.write(nextId(), key, value));
      }

      private String nextId() {
        return "id-" + turns++ % IDS;
      }

      void heartbeat() {
        if (owner == number && serving) {
          commit(EventCodec.OWNER, codec.owner(name, Instant.EPOCH));
        }
      }

      void write(String episode, int value, boolean decided, boolean confirmed) {
        if (owner != number || !serving) {
          return;
        }
        written.computeIfAbsent(episode, it -> new ArrayList<>()).add(new Write(value, confirmed));
        ModelTopic.Transaction transaction =
            topic.write(
                nextId(),
                EventCodec.episodeKey(episode),
                value == 0 ? null : codec.review(review(episode, value)));
        if (decided) {
          topic.commit(transaction);
        }
        // After an outage the console does nothing before it has opened the queue again.
        serving = confirmed;
      }

      void read(int most) {
        if (through == null) {
          return;
        }
        for (ConsumerRecord<String, byte[]> record : reader.poll(most)) {
          replay.take(record);
        }
        if (through.complete(it -> reader.position())) {
          through = null;
          serving = true;
          check(replay.stored().reviews());
        }
      }

      /** All markers come, and it reads as far as it can. */
      void serve() {
        for (int i = 0; i < IDS; i++) {
          topic.mark("id-" + i);
        }
        read(Integer.MAX_VALUE);
        read(Integer.MAX_VALUE);
      }

      private void check(Map<String, Review> reviews) {
        written.forEach(
            (episode, writes) -> {
              int confirmed = known.getOrDefault(episode, -1);
              Set<Integer> possible = new HashSet<>();
              if (confirmed < 0) {
                possible.add(0);
              }
              writes.stream().skip(Math.max(0, confirmed)).forEach(it -> possible.add(it.value()));
              Review found = reviews.get(episode);
              assertThat(possible)
                  .as("what may stand under %s after %s", episode, writes)
                  .contains(found == null ? 0 : found.requested());
            });
      }
    }
  }

  private static int lastConfirmed(List<Write> writes) {
    int last = -1;
    for (int i = 0; i < writes.size(); i++) {
      last = writes.get(i).confirmed() ? i : last;
    }
    return last;
  }

  private static Review review(String episode, int value) {
    return new Review(
        episode,
        "camera",
        EpisodeVerdict.ACKNOWLEDGED,
        "ann",
        Instant.EPOCH,
        Optional.empty(),
        List.of(),
        value);
  }

  @Property(tries = 1000)
  void whoHasReadTheQueueKnowsAllThatWasConfirmed(
      @ForAll @Size(max = 60) List<What> whats,
      @ForAll @Size(60) List<@IntRange(max = CONSOLES - 1) Integer> consoles,
      @ForAll @Size(60) List<@IntRange(max = 5) Integer> numbers) {
    World world = new World();
    world.step(new Step(What.OPEN, 0, 0));
    world.step(new Step(What.SERVE, 0, 0));
    for (int i = 0; i < whats.size(); i++) {
      world.step(new Step(whats.get(i), consoles.get(i), numbers.get(i)));
    }
    world.finish();
  }

  /** The model finds what it is there for: the rule that was used before, on the same topic. */
  @Example
  void aReaderThatStopsAtItsOwnNameForgets() {
    World world = new World();
    for (What what : List.of(What.OPEN, What.SERVE, What.WRITE, What.HEARTBEAT, What.OPEN)) {
      world.step(new Step(what, 0, 0));
    }
    world.topic.settle();
    Replay replay = new Replay("console-0");
    ModelTopic.Reader reader = world.topic.new Reader();
    boolean own = false;
    while (!own) {
      for (ConsumerRecord<String, byte[]> record : reader.poll(1)) {
        replay.take(record);
        own |= record.key().equals(EventCodec.OWNER);
      }
    }
    assertThat(replay.stored().reviews()).isEmpty();
    assertThat(world.written).containsOnlyKeys("a");
  }
}
