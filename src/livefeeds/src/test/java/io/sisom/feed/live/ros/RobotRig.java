package io.sisom.feed.live.ros;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sisom.feed.live.LiveChoice;
import io.sisom.feed.live.LiveFeed;
import io.sisom.feed.live.LiveListener;
import io.sisom.feed.live.LivePictures;
import io.sisom.feed.live.LiveRun;
import io.sisom.feed.live.LiveSource;
import io.sisom.feed.live.LiveTally;
import io.sisom.feed.live.SessionEnd;
import io.sisom.feed.live.ws.SocketAddress;
import io.sisom.feed.recording.MessagePictures;
import io.sisom.feed.recording.RecordingClock;
import io.sisom.feed.recording.SensorNames;
import io.sisom.feed.recording.TopicGlobs;
import io.sisom.recording.picture.PictureChoices;
import io.sisom.schema.SensorFrame;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.imageio.ImageIO;

/** A live feed of a robot into memory. */
public final class RobotRig implements AutoCloseable {
  private final LivePictures.Kept sink = new LivePictures.Kept(1_000_000);
  private final LiveTally tally = new LiveTally(new SimpleMeterRegistry());
  private final List<String> notes = new CopyOnWriteArrayList<>();
  private volatile String ended = "";
  private final LiveFeed feed;
  private final Thread thread;

  /** Runs a source. */
  public RobotRig(LiveSource source) {
    feed = new LiveFeed(new LiveChoice("", RecordingClock.HEADER, 0, false, 8 << 20), sink, tally);
    LiveListener listener =
        new LiveListener() {
          @Override
          public void connected() {}

          @Override
          public void note(String words) {
            notes.add(words);
          }
        };
    thread =
        new Thread(
            () -> {
              try {
                SessionEnd.Unwanted end = new LiveRun(source, feed, tally, listener).run();
                ended = end.reason();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.start();
  }

  static SocketAddress address(String url) {
    return new SocketAddress(URI.create(url), "", "", "");
  }

  static TopicChoice choice(int maxBytes, String... globs) {
    return new TopicChoice(
        new TopicGlobs(List.of(globs)),
        SensorNames.plain(""),
        new MessagePictures(PictureChoices.defaults(), Optional.empty()),
        maxBytes);
  }

  /** A picture that differs from all others. */
  public static byte[] png(int number) {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, number);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  /** What was fed. */
  public List<SensorFrame> frames() {
    return sink.frames();
  }

  /** The counts. */
  public LiveTally tally() {
    return tally;
  }

  /** What the user was told. */
  public List<String> notes() {
    return notes;
  }

  /** Why the feed ended by itself; empty while it runs. */
  public String ended() {
    return ended;
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    feed.close();
  }
}
