package io.sisom.feed.live;

import io.sisom.feed.recording.ChannelPictures.Content;
import io.sisom.feed.recording.MessageClocks;
import io.sisom.schema.SensorFrame;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** Messages for tests, and a sink that keeps what it gets. */
public final class LivePictures {
  /** 2026-01-01. */
  public static final long NOON = 1_767_225_600_000_000_000L;

  private LivePictures() {}

  /** One with a stamp of its own. */
  static LiveMessage stamped(String sensor, long stamp, int session, byte... content) {
    return message(sensor, OptionalLong.of(stamp), stamp + 5_000_000, session, content);
  }

  /** One of which only the arrival is known. */
  static LiveMessage bare(String sensor, long arrived, int session, byte... content) {
    return message(sensor, OptionalLong.empty(), arrived, session, content);
  }

  private static LiveMessage message(
      String sensor, OptionalLong header, long arrived, int session, byte... content) {
    return new LiveMessage(
        sensor,
        "/" + sensor,
        "test",
        session,
        new MessageClocks(header, arrived, arrived),
        content.length,
        Optional.empty(),
        () -> new Content.Ready("jpeg", 1, 1, ByteBuffer.wrap(content), OptionalLong::empty),
        LiveMessage.UNHEARD);
  }

  /** A sink that lets so many frames pass as it is told. */
  public static final class Kept implements LiveSink {
    private final List<SensorFrame> frames = new ArrayList<>();
    private final Semaphore passes;

    /** Lets so many pass. */
    public Kept(int passes) {
      this.passes = new Semaphore(passes);
    }

    /** Lets so many more pass. */
    public void pass(int more) {
      passes.release(more);
    }

    @Override
    public void send(SensorFrame frame, Consumer<LiveOutcome> ended) throws InterruptedException {
      passes.acquire();
      synchronized (frames) {
        frames.add(frame);
      }
      ended.accept(new LiveOutcome.Fed());
    }

    /** What came so far. */
    public List<SensorFrame> frames() {
      synchronized (frames) {
        return List.copyOf(frames);
      }
    }

    @Override
    public void close() {}
  }
}
