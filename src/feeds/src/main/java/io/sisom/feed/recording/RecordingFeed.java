package io.sisom.feed.recording;

import io.sisom.feed.FeedException;
import io.sisom.feed.Published.Failure;
import io.sisom.recording.Position;
import io.sisom.recording.RecordingEvent.Damage;
import io.sisom.schema.FeedPosition;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Feeds recordings, one file after the other, as one stream of frames. Damage ends nothing: every
 * whole message is read, the rest is named. For one thread.
 */
public final class RecordingFeed {
  private final RecordingChoice choice;
  private final FrameSink sink;
  private final Clock clock;
  private final FeedListener listener;
  private final FeedTally tally = new FeedTally();
  private final FeedProgress progress = new FeedProgress();
  private final TopicFeeds topics;
  private final MessageFeed messages;
  private boolean resumed;

  /**
   * A feed.
   *
   * @param maxBytes longest content of a frame
   */
  public RecordingFeed(
      RecordingChoice choice,
      ChannelReader pictures,
      FrameSink sink,
      RecordedPace pace,
      Clock clock,
      int maxBytes,
      FeedListener listener) {
    this.choice = choice;
    this.sink = sink;
    this.clock = clock;
    this.listener = listener;
    this.topics = new TopicFeeds(choice, pictures, tally);
    FrameMaker maker = new FrameMaker(choice, progress, tally, clock, maxBytes);
    this.messages = new MessageFeed(topics, maker, progress, tally, sink, pace, this::commit);
  }

  /** What became of it so far. */
  public FeedTally tally() {
    return tally;
  }

  /** Whether there is anything to feed, or an earlier run has been there. */
  public boolean found() {
    return resumed || topics.any();
  }

  /**
   * Feeds a file from where an earlier feed of it ended.
   *
   * @throws FeedException where Kafka takes nothing
   * @throws InterruptedException where the thread is told to stop; what was read so far is fed
   */
  public void feed(RecordingFile file) throws InterruptedException {
    try {
      Optional<FeedPosition> saved = sink.begin(file, choice.key());
      FileProgress at = new FileProgress(file.name(), saved);
      if (saved.isPresent()) {
        resume(at, saved.get());
      }
      try {
        readVideo(file, at, saved.isPresent());
      } catch (IOException e) {
        tally.damaged(
            file.name(), new Damage(at.position(), Damage.Kind.CUT, "cannot be read: " + e));
      } catch (InterruptedException e) {
        commit(at);
        throw e;
      }
      commit(at);
    } catch (IOException e) {
      tally.damaged(
          file.name(), new Damage(Position.START, Damage.Kind.CUT, "cannot be opened: " + e));
    }
  }

  private void resume(FileProgress at, FeedPosition saved) {
    resumed = true;
    progress.restore(saved);
    tally.notes().add("goes on after frames that an earlier run has fed", at.words());
    tally.earlier(saved.getRefused(), saved.getDamaged());
  }

  /** Reads on; of videos also what must be decoded again for that. */
  private void readVideo(RecordingFile file, FileProgress at, boolean saved)
      throws IOException, InterruptedException {
    if (!saved) {
      progress.forgetVideo();
    }
    Position from = progress.videoFrom().orElse(at.position());
    if (!messages.read(file, at, from)) {
      // Its parameter sets were sent once, at its beginning.
      messages.read(file, at, Position.START);
    }
  }

  private void commit(FileProgress at) {
    if (!sink.pending() && !at.moved()) {
      return;
    }
    FrameSink.Outcome outcome =
        sink.commit((taken, refused) -> at.save(progress, clock.instant(), taken, refused));
    at.committed(outcome.taken(), outcome.refused().size());
    tally.fed(outcome.taken());
    List<Failure> refused = outcome.refused();
    refused.forEach(it -> tally.refused().add(it.reason(), it.id()));
    listener.at(tally.fed(), tally.refused().total());
  }
}
