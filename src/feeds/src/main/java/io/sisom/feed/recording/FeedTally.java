package io.sisom.feed.recording;

import io.sisom.feed.Tally;
import io.sisom.recording.RecordingEvent.Damage;
import java.util.ArrayList;
import java.util.List;

/** What became of the messages of one feed. The first of each kind are named, all are counted. */
public final class FeedTally {
  private static final int MAX_DAMAGE_NAMED = 20;

  private final Tally refused = new Tally();
  private final Tally passedOver = new Tally();
  private final Tally notes = new Tally();
  private final ClockTally clocks = new ClockTally();
  private final List<String> damage = new ArrayList<>();
  private long damaged;
  private long fed;

  /** A frame that was meant to be fed and is not, by what is wrong. */
  public Tally refused() {
    return refused;
  }

  /** What was not meant to be fed. */
  public Tally passedOver() {
    return passedOver;
  }

  /** What was done in another way than one may expect. */
  public Tally notes() {
    return notes;
  }

  /** What the clocks of pictures showed. */
  public ClockTally clocks() {
    return clocks;
  }

  /** The first places where a recording is damaged, in words. */
  public List<String> damage() {
    return List.copyOf(damage);
  }

  /** How many such places there are. */
  public long damaged() {
    return damaged;
  }

  /** Frames that the broker holds; in a dry run those that it would be sent. */
  public long fed() {
    return fed;
  }

  /** Whether everything that was meant to be fed is. */
  public boolean whole() {
    return damaged == 0 && refused.total() == 0;
  }

  void fed(long more) {
    fed += more;
  }

  /** What an earlier run has met before the place where this one goes on. */
  void earlier(long refusedFrames, long damagedPlaces) {
    refused.add("refused in an earlier run", refusedFrames);
    damaged += damagedPlaces;
    if (damagedPlaces > 0) {
      damage.add(damagedPlaces + " places that an earlier run has named");
    }
  }

  void damaged(String file, Damage found) {
    damaged++;
    if (damage.size() < MAX_DAMAGE_NAMED) {
      damage.add(file + " at " + found.position() + ": " + found.reason());
    }
  }
}
