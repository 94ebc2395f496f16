package io.sisom.feed.live;

import io.sisom.feed.live.LiveFrames.Made;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds what comes, on threads of its own: of each sensor the latest. Where the broker is slower
 * than the sensors, or away, older frames are dropped and counted; memory stays bounded.
 */
public final class LiveFeed implements LiveInbox, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LiveFeed.class);
  private static final long MAX_WAITING_BYTES = 256L << 20;
  private static final int MAX_THREADS = 4;
  private static final long CLOSING_MILLIS = 10_000;

  private final LiveFrames frames;
  private final LiveSink sink;
  private final LiveTally tally;
  private final LatestFrames latest;
  private final List<Thread> threads = new ArrayList<>();

  /** Into a sink, which is closed here. */
  public LiveFeed(LiveChoice choice, LiveSink sink, LiveTally tally) {
    this(choice, sink, tally, waitingBytes());
  }

  /** The same, where so many bytes may wait. */
  LiveFeed(LiveChoice choice, LiveSink sink, LiveTally tally, long waitingBytes) {
    this.frames = new LiveFrames(choice);
    this.sink = sink;
    this.tally = tally;
    this.latest = new LatestFrames(waitingBytes, it -> end(it, new LiveOutcome.Dropped()));
    int count = Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors());
    for (int i = 0; i < count; i++) {
      Thread thread = new Thread(this::work, "feed-" + i);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
  }

  private static long waitingBytes() {
    return Math.min(MAX_WAITING_BYTES, Runtime.getRuntime().maxMemory() / 4);
  }

  @Override
  public void offer(LiveMessage message) {
    if (came(message)) {
      latest.offer(message);
    }
  }

  /** Feeds a picture on the caller's thread, whatever else waits; waits while the sink is full. */
  public void feedNow(LiveMessage message) throws InterruptedException {
    if (came(message)) {
      feed(message);
    }
  }

  @Override
  public void refuse(String sensor, String reason) {
    if (tally.received(sensor)) {
      tally.ended(sensor, new LiveOutcome.Refused(reason));
    }
  }

  private boolean came(LiveMessage message) {
    if (!tally.received(message.sensor())) {
      message.ended().accept(new LiveOutcome.Refused("too many sensors"));
      return false;
    }
    tally.clocks(message);
    return true;
  }

  private void end(LiveMessage message, LiveOutcome outcome) {
    tally.ended(message.sensor(), outcome);
    message.ended().accept(outcome);
  }

  private void work() {
    try {
      for (Optional<LiveMessage> next = latest.take(); next.isPresent(); next = latest.take()) {
        LiveMessage message = next.get();
        try {
          feed(message);
        } finally {
          latest.done(message.sensor());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void feed(LiveMessage message) throws InterruptedException {
    Made made;
    try {
      made = frames.make(message);
    } catch (RuntimeException e) {
      // A bug in reading one picture must not end the feed of all others.
      log.atError().addKeyValue("sensor", message.sensor()).setCause(e).log("a picture failed");
      made = new Made.Ended(new LiveOutcome.Refused("the program failed; its log says why"));
    }
    if (made instanceof Made.Frame frame) {
      sink.send(frame.frame(), outcome -> end(message, outcome));
    } else {
      end(message, ((Made.Ended) made).outcome());
    }
  }

  /** Takes no more, feeds what waits for at most ten seconds, and closes the sink. */
  @Override
  public void close() {
    latest.close();
    try {
      long end = System.nanoTime() + CLOSING_MILLIS * 1_000_000;
      for (Thread thread : threads) {
        thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      sink.close();
    }
  }
}
