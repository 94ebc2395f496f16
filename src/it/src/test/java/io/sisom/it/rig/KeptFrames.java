package io.sisom.it.rig;

import io.sisom.feed.FeedException;
import io.sisom.feed.recording.FrameSink;
import io.sisom.feed.recording.RecordingFile;
import io.sisom.feed.recording.RecordingFrame;
import io.sisom.schema.FeedPosition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps frames, and each file's position as of the last commit; stops where it is told to. */
public final class KeptFrames implements FrameSink {
  private final List<RecordingFrame> committed = new ArrayList<>();
  private final List<RecordingFrame> pending = new ArrayList<>();
  private final Map<String, FeedPosition> positions = new HashMap<>();
  private int stopAfter = Integer.MAX_VALUE;
  private String file = "";

  @Override
  public Optional<FeedPosition> begin(RecordingFile opened, String choice) {
    file = opened.name();
    return Optional.ofNullable(positions.get(file));
  }

  @Override
  public void add(RecordingFrame frame) {
    if (committed.size() >= stopAfter) {
      throw new FeedException("killed");
    }
    pending.add(frame);
  }

  @Override
  public boolean due() {
    return true;
  }

  @Override
  public boolean pending() {
    return !pending.isEmpty();
  }

  @Override
  public Outcome commit(Saving saving) {
    positions.put(file, saving.of(pending.size(), 0));
    committed.addAll(pending);
    Outcome outcome = new Outcome(pending.size(), List.of());
    pending.clear();
    return outcome;
  }

  @Override
  public void close() {}

  /** All that were committed. */
  public List<RecordingFrame> frames() {
    return committed;
  }

  /** Stops a feed that wants to add one more. */
  public void stopAfter(int frames) {
    stopAfter = frames;
  }

  /** As after a crash: what was not committed is gone. */
  public void goOn() {
    pending.clear();
    stopAfter = Integer.MAX_VALUE;
  }

  /** How far a file is fed. */
  public FeedPosition position(String name) {
    return positions.getOrDefault(name, new FeedPosition());
  }

  /** Ids of all. */
  public List<String> ids() {
    return committed.stream().map(it -> it.frame().getFrameId()).toList();
  }
}
