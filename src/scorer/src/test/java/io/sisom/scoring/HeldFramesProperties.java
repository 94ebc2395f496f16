package io.sisom.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

class HeldFramesProperties {
  private static final String FRAMES = "frames";
  private static final TopicPartition OTHER = new TopicPartition("pool", 0);
  private static final int PARTITIONS = 3;
  private static final int MOST = 5;
  private static final FrameOutcome DONE = new RejectedFrame("seen", "by a test");

  /** What happens; {@code number} is a partition, a frame or a mask of partitions. */
  private record Step(Kind kind, int number) {}

  private enum Kind {
    POLL,
    ANSWER,
    LEAVE,
    DROP
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.just(Kind.POLL)),
                Tuple.of(8, Arbitraries.just(Kind.ANSWER)),
                Tuple.of(4, Arbitraries.just(Kind.LEAVE)),
                Tuple.of(1, Arbitraries.just(Kind.DROP))),
            Arbitraries.integers().between(0, 1000))
        .as(Step::new)
        .list()
        .ofMaxSize(80);
  }

  @Property(tries = 300)
  void everyFrameLeavesOnceInItsOrderWithItsAnswerAndNoOffsetRunsAhead(
      @ForAll("steps") List<Step> steps) {
    Run run = new Run();
    for (Step step : steps) {
      run.take(step);
      assertThat(run.inFlight()).as("frames in flight").isLessThanOrEqualTo(MOST);
    }
    run.drain();
    for (int partition = 0; partition < PARTITIONS; partition++) {
      assertThat(run.left.get(partition))
          .containsExactlyElementsOf(
              IntStream.range(0, run.polled[partition]).mapToObj(Long::valueOf).toList());
    }
  }

  @Example
  void recordsOfOtherTopicsPassAtOnce() {
    Run run = new Run();
    ConsumerRecords<byte[], byte[]> through =
        run.held.through(
            new ConsumerRecords<>(
                Map.of(OTHER, List.of(record(OTHER, 7)), partition(0), List.of(record(0, 0))),
                Map.of(OTHER, new OffsetAndMetadata(8), partition(0), new OffsetAndMetadata(1))),
            Set.of());
    assertThat(through.partitions()).containsExactly(OTHER);
    assertThat(through.nextOffsets())
        .containsEntry(OTHER, new OffsetAndMetadata(8))
        .hasEntrySatisfying(partition(0), next -> assertThat(next.offset()).isZero());
  }

  @Example
  void aFrameWithoutAnAnswerInTimeLeavesAndSaysSo() throws Exception {
    Run run = new Run();
    run.take(new Step(Kind.POLL, 0));
    run.clock += Duration.ofSeconds(8).toNanos();
    assertThat(run.held.through(ConsumerRecords.empty(), Set.of()).isEmpty()).isTrue();
    run.clock += 1;
    ConsumerRecord<byte[], byte[]> late =
        run.held.through(ConsumerRecords.empty(), Set.of()).iterator().next();
    PrefetchHeader header = (PrefetchHeader) late.headers().lastHeader(PrefetchHeader.KEY);
    assertThat(header.outcome())
        .failsWithin(Duration.ZERO)
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(TimeoutException.class);
  }

  @Example
  void whatIsDroppedIsNotScoredAnyMore() {
    Run run = new Run();
    run.take(new Step(Kind.POLL, 0));
    run.held.drop(Set.of(partition(0)));
    assertThat(run.coming).allMatch(CompletableFuture::isCancelled);
    assertThat(run.held.isEmpty()).isTrue();
  }

  @Example
  void whoWaitsIsWokenOnceByTheFirstOfAPartitionAndNotByThoseBehindIt() throws Exception {
    Run run = new Run();
    run.poll(0, 3);
    run.coming.get(1).complete(DONE);
    run.coming.get(2).complete(DONE);
    assertThat(run.held.await(Duration.ZERO)).as("the first is not answered").isFalse();
    run.coming.get(0).complete(DONE);
    assertThat(run.held.await(Duration.ZERO)).as("all three may leave").isTrue();
    assertThat(run.held.await(Duration.ZERO)).as("that was told already").isFalse();
    assertThat(run.held.through(ConsumerRecords.empty(), Set.of()).count()).isEqualTo(3);
  }

  @Example
  void aPartitionReadsNoFurtherAheadThanItsShareAndNoneWhereThereIsNoRoom() {
    Run run = new Run();
    Set<TopicPartition> all = Set.of(partition(0), partition(1), OTHER);
    assertThat(run.held.enough(all)).isEmpty();
    run.poll(0, 2);
    assertThat(run.held.enough(all)).as("two of five are its share").containsExactly(partition(0));
    run.poll(1, 1);
    assertThat(run.held.enough(all)).containsExactly(partition(0));
    run.poll(1, 3);
    assertThat(run.held.enough(all))
        .as("there is no room for six")
        .containsExactlyInAnyOrder(partition(0), partition(1));
  }

  @Example
  void aFrameSaysWhetherOthersWaitForRoomWhenItLeaves() {
    Run run = new Run();
    run.poll(0, 4);
    run.poll(0, 4);
    assertThat(run.coming).as("in flight").hasSize(MOST);
    run.coming.get(0).complete(DONE);
    assertThat(behind(run.held.through(ConsumerRecords.empty(), Set.of()))).containsExactly(true);

    run.coming.subList(1, 4).forEach(outcome -> outcome.complete(DONE));
    run.held.through(ConsumerRecords.empty(), Set.of());
    run.coming.forEach(outcome -> outcome.complete(DONE));
    assertThat(behind(run.held.through(ConsumerRecords.empty(), Set.of()))).containsOnly(false);
  }

  private static List<Boolean> behind(ConsumerRecords<byte[], byte[]> leaving) {
    List<Boolean> behind = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : leaving) {
      behind.add(((PrefetchHeader) record.headers().lastHeader(PrefetchHeader.KEY)).behind());
    }
    return behind;
  }

  private static TopicPartition partition(int partition) {
    return new TopicPartition(FRAMES, partition);
  }

  private static ConsumerRecord<byte[], byte[]> record(int partition, long offset) {
    return record(partition(partition), offset);
  }

  private static ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset) {
    return new ConsumerRecord<>(
        partition.topic(), partition.partition(), offset, new byte[0], new byte[] {1});
  }

  /** A topic that is read, held and left, beside what must come of it. */
  private static final class Run {
    private final List<CompletableFuture<FrameOutcome>> coming = new ArrayList<>();
    private final List<List<Long>> left = new ArrayList<>();

    /** Offsets up to these have been on the topic and were read at least once. */
    private final int[] polled = new int[PARTITIONS];

    private final int[] position = new int[PARTITIONS];
    private long clock;
    private final HeldFrames held =
        new HeldFrames(
            FRAMES,
            new FramesInFlight(
                (value, place) -> {
                  CompletableFuture<FrameOutcome> outcome = new CompletableFuture<>();
                  coming.add(outcome);
                  return outcome;
                },
                new FlightLimits(MOST, MOST, 1000, Duration.ofSeconds(2), Duration.ofSeconds(8)),
                () -> clock));

    Run() {
      IntStream.range(0, PARTITIONS).forEach(p -> left.add(new ArrayList<>()));
    }

    void take(Step step) {
      int partition = step.number() % PARTITIONS;
      switch (step.kind()) {
        case POLL -> poll(partition, 1 + step.number() % 4);
        case ANSWER -> answer(step.number());
        case LEAVE -> leave(step.number() % (1 << PARTITIONS));
        case DROP -> {
          held.drop(Set.of(partition(partition)));
          position[partition] = left.get(partition).size();
        }
      }
    }

    private void poll(int partition, int count) {
      List<ConsumerRecord<byte[], byte[]>> records =
          IntStream.range(0, count)
              .mapToObj(i -> record(partition, position[partition] + i))
              .toList();
      position[partition] += count;
      polled[partition] = Math.max(polled[partition], position[partition]);
      check(
          held.through(
              new ConsumerRecords<>(
                  Map.of(partition(partition), records),
                  Map.of(partition(partition), new OffsetAndMetadata(position[partition]))),
              Set.of()));
    }

    private void answer(int number) {
      List<CompletableFuture<FrameOutcome>> open =
          coming.stream().filter(outcome -> !outcome.isDone()).toList();
      if (!open.isEmpty()) {
        open.get(number % open.size()).complete(DONE);
      }
    }

    private void leave(int mask) {
      Set<TopicPartition> paused =
          IntStream.range(0, PARTITIONS)
              .filter(p -> (mask >> p & 1) == 1)
              .mapToObj(HeldFramesProperties::partition)
              .collect(Collectors.toSet());
      ConsumerRecords<byte[], byte[]> leaving = held.through(ConsumerRecords.empty(), paused);
      assertThat(leaving.partitions()).noneMatch(paused::contains);
      check(leaving);
    }

    private void check(ConsumerRecords<byte[], byte[]> leaving) {
      for (ConsumerRecord<byte[], byte[]> record : leaving) {
        PrefetchHeader header = (PrefetchHeader) record.headers().lastHeader(PrefetchHeader.KEY);
        assertThat(header.outcome()).isCompletedWithValue(DONE);
        left.get(record.partition()).add(record.offset());
      }
      leaving
          .nextOffsets()
          .forEach(
              (partition, next) ->
                  assertThat(next.offset())
                      .as("from where %s would be read again", partition)
                      .isEqualTo(left.get(partition.partition()).size()));
      for (int p = 0; p < PARTITIONS; p++) {
        long first = left.get(p).size();
        held.first(partition(p)).ifPresent(offset -> assertThat(offset).isEqualTo(first));
      }
    }

    long inFlight() {
      return coming.stream().filter(outcome -> !outcome.isDone()).count();
    }

    /** Reads again what was dropped, and answers all. */
    void drain() {
      for (int p = 0; p < PARTITIONS; p++) {
        if (position[p] < polled[p]) {
          poll(p, polled[p] - position[p]);
        }
      }
      while (!held.isEmpty()) {
        List.copyOf(coming).forEach(outcome -> outcome.complete(DONE));
        leave(0);
      }
    }
  }
}
