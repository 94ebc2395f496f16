package io.sisom.console;

import io.sisom.queue.Command;
import io.sisom.queue.LabelQueue;
import io.sisom.queue.QueueEntry;
import io.sisom.queue.Skip;
import io.sisom.schema.SensorFrame;
import io.sisom.wire.LabelKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the labeled pool what people said of frames before consoles did so: skips as junk or
 * foreign that an earlier build left on the queue's topic become answers of their kinds. Each is
 * carried in one transaction with a note on the queue's topic that it was, so it is carried once,
 * whatever ends the console, and one that somebody withdraws later stays withdrawn. A later answer
 * of the same person stays in its place. One whose picture is gone, or whose frame the queue has
 * forgotten, cannot be carried.
 */
final class OwedSkips implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OwedSkips.class);
  private static final long PAUSE_MILLIS = 200;

  private final KafkaAccess kafka;
  private final QueueService service;
  private final FrameStore frames;
  private final Thread thread;

  OwedSkips(KafkaAccess kafka, QueueService service, FrameStore frames) {
    this.kafka = kafka;
    this.service = service;
    this.frames = frames;
    this.thread = new Thread(this::run, "owed-skips");
  }

  /** Starts to carry them as soon as the queue serves, once. */
  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      while (service.state() == ConsoleState.OPENING) {
        Thread.sleep(PAUSE_MILLIS);
      }
      List<QueueEntry> owed = service.read(OwedSkips::owed).orElse(List.of());
      // The pool, which may be large, is read where there is something to carry.
      if (owed.stream().anyMatch(entry -> found(entry).isPresent())) {
        log.atInfo()
            .addKeyValue("frames", owed.size())
            .addKeyValue("answers", carry(owed))
            .log("skips that earlier consoles took went to the labeled pool");
      }
    } catch (KafkaException e) {
      log.atWarn().setCause(e).log("skips of earlier consoles wait for the next start");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<QueueEntry> owed(LabelQueue queue) {
    return queue.entries().stream().filter(it -> !it.owedToPool().isEmpty()).toList();
  }

  private Optional<SensorFrame> found(QueueEntry entry) {
    return frames.find(entry.candidate()) instanceof FoundFrame.Found it
        ? Optional.of(it.frame())
        : Optional.empty();
  }

  /** How many answers the pool was given. */
  private int carry(List<QueueEntry> owed) throws InterruptedException {
    Set<String> keys =
        owed.stream()
            .flatMap(entry -> entry.owedToPool().stream().map(skip -> key(entry, skip)))
            .collect(Collectors.toSet());
    Map<String, Instant> given = PoolTimes.of(kafka, keys);
    int carried = 0;
    for (QueueEntry entry : owed) {
      Optional<SensorFrame> frame = found(entry);
      if (frame.isPresent()) {
        for (Skip skip : entry.owedToPool()) {
          Instant there = given.getOrDefault(key(entry, skip), Instant.MIN);
          boolean overruled = !there.isBefore(skip.at());
          Command.Pool command = new Command.Pool(skip.annotator(), entry.frameId(), overruled);
          carried += settled(command, frame.get()) && !overruled ? 1 : 0;
        }
      }
    }
    return carried;
  }

  private static String key(QueueEntry entry, Skip skip) {
    return LabelKey.of(entry.frameId(), skip.annotator());
  }

  private boolean settled(Command.Pool command, SensorFrame frame) throws InterruptedException {
    try {
      return service.ask(command, frame).get().either(outcome -> true, unavailable -> false);
    } catch (ExecutionException e) {
      throw new IllegalStateException("replies are completed with values", e);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
