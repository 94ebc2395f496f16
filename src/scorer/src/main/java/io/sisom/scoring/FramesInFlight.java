package io.sisom.scoring;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Frames of one consumer on their way to their scores and back, as many as {@link FlightLimits} and
 * the measured {@link FlightPace} allow, and those that wait until there is room, in the order in
 * which they were read. One thread; answers come from any.
 */
final class FramesInFlight {
  private final Scoring scoring;
  private final FlightLimits limits;
  private final LongSupplier nanos;
  private final FlightPace pace;
  private final Semaphore answers = new Semaphore(0);
  private final Deque<HeldFrame> waiting = new ArrayDeque<>();
  private int inFlight;
  private long bytesInFlight;

  /** Takes a record at once and answers some time. */
  interface Scoring {
    /** The coming answer. */
    CompletableFuture<FrameOutcome> accept(byte @Nullable [] value, FramePlace place);
  }

  /**
   * Nothing is in flight yet.
   *
   * @param nanos a clock that nobody sets
   */
  FramesInFlight(Scoring scoring, FlightLimits limits, LongSupplier nanos) {
    this.scoring = scoring;
    this.limits = limits;
    this.nanos = nanos;
    this.pace = new FlightPace(limits.first(), limits.frames(), limits.within());
  }

  /** Frames that may be in flight now. */
  int allowed() {
    return pace.allowed();
  }

  /** Whether frames wait for room. */
  boolean isFull() {
    return !waiting.isEmpty();
  }

  /** Whether more is in flight than the device takes in its next two turns. */
  boolean isBusy() {
    return inFlight >= 2 * limits.first();
  }

  /** Takes one more, which goes when there is room. */
  void add(HeldFrame frame) {
    waiting.add(frame);
  }

  /** Hands over what there is room for. */
  void handOver() {
    while (!waiting.isEmpty() && fits(waiting.element())) {
      HeldFrame frame = waiting.remove();
      ConsumerRecord<byte[], byte[]> record = frame.record();
      inFlight++;
      bytesInFlight += frame.size();
      CompletableFuture<FrameOutcome> outcome = scoring.accept(record.value(), frame.place());
      frame.handedOver(outcome, inFlight, nanos.getAsLong());
    }
  }

  private boolean fits(HeldFrame frame) {
    return inFlight == 0
        || (inFlight < pace.allowed() && bytesInFlight + frame.size() <= limits.bytes());
  }

  /** Whether a frame has an answer; one that took too long is given up, which is an answer too. */
  boolean isOver(HeldFrame frame) {
    if (frame.isHandedOver() && frame.waited(nanos.getAsLong()) > limits.timeout().toNanos()) {
      frame.giveUp();
    }
    return frame.isAnswered();
  }

  /** An answered frame goes its way; its record has the answer. */
  ConsumerRecord<byte[], byte[]> leave(HeldFrame frame) {
    pace.answered(frame.among(), frame.waited(nanos.getAsLong()));
    makeRoom(frame);
    return frame.answered(isFull());
  }

  /** Nobody wants these any more; those that wait are forgotten. */
  void abandon(Collection<TopicPartition> partitions, Collection<HeldFrame> frames) {
    waiting.removeIf(frame -> partitions.contains(frame.partition()));
    for (HeldFrame frame : frames) {
      if (frame.isHandedOver()) {
        makeRoom(frame);
        frame.abandon();
      }
    }
  }

  private void makeRoom(HeldFrame frame) {
    inFlight--;
    bytesInFlight -= frame.size();
  }

  /**
   * Waits until one of these frames has an answer that nobody waited for before, or {@code atMost}.
   *
   * @param first of each partition; the others cannot leave before them, so their answers wake
   *     nobody
   * @return whether one has
   */
  boolean await(Collection<HeldFrame> first, Duration atMost) throws InterruptedException {
    first.forEach(frame -> frame.whenAnswered(answers::release));
    boolean answered = answers.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS);
    if (answered) {
      answers.drainPermits();
    }
    return answered;
  }
}
