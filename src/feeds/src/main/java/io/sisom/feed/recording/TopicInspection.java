package io.sisom.feed.recording;

import io.sisom.recording.Channel;
import io.sisom.recording.RecordingEvent.Message;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What there is on one topic. */
public final class TopicInspection {
  private static final int MAX_ENCODINGS = 8;

  private final String topic;
  private final Set<String> types = new LinkedHashSet<>();
  private final Set<String> messageEncodings = new LinkedHashSet<>();
  private final Set<String> pictures = new LinkedHashSet<>();
  private final ClockTally clocks = new ClockTally();
  private final List<String> problems = new ArrayList<>();
  private long messages;
  private long bytes;
  private long malformed;
  private String feeding = "";
  private String first = "";
  private int minPictureBytes = Integer.MAX_VALUE;
  private int maxPictureBytes;

  TopicInspection(String topic) {
    this.topic = topic;
  }

  void add(Channel channel, Message message) {
    keep(types, channel.schema().type());
    keep(messageEncodings, channel.encoding());
    messages++;
    bytes += message.payload().remaining();
  }

  void clocks(MessageClocks shown, RecordedStamp stamp) {
    clocks.add(shown, stamp);
  }

  void picture(String what, int size) {
    keep(pictures, what);
    minPictureBytes = Math.min(minPictureBytes, size);
    maxPictureBytes = Math.max(maxPictureBytes, size);
  }

  void first(String what) {
    first = what;
  }

  void malformed(String reason) {
    malformed++;
    problem(reason);
  }

  void problem(String reason) {
    if (problems.size() < MAX_ENCODINGS && !problems.contains(reason)) {
      problems.add(reason);
    }
  }

  void feeding(String words) {
    feeding = words;
  }

  private static void keep(Set<String> kept, String value) {
    if (kept.size() < MAX_ENCODINGS) {
      kept.add(value);
    }
  }

  /** Its name. */
  public String topic() {
    return topic;
  }

  /** Types of its messages, the first few. */
  public List<String> types() {
    return List.copyOf(types);
  }

  /** How its messages are written, the first few ways. */
  public List<String> messageEncodings() {
    return List.copyOf(messageEncodings);
  }

  /** Encoding and size of its pictures, the first few kinds. */
  public List<String> pictures() {
    return List.copyOf(pictures);
  }

  /** What the first picture becomes as a frame: encoding and size; empty where it becomes none. */
  public String first() {
    return first;
  }

  /** Bytes of the smallest picture as recorded; 0 where there is none. */
  public int minPictureBytes() {
    return Math.min(minPictureBytes, maxPictureBytes);
  }

  /** Bytes of the largest picture as recorded; 0 where there is none. */
  public int maxPictureBytes() {
    return maxPictureBytes;
  }

  /** What its clocks show. */
  public ClockTally clocks() {
    return clocks;
  }

  /** Messages that are whole. */
  public long messages() {
    return messages;
  }

  /** Bytes of those messages. */
  public long bytes() {
    return bytes;
  }

  /** Messages that should hold a picture and do not. */
  public long malformed() {
    return malformed;
  }

  /** What is wrong with pictures, the first few reasons. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /** Whether it would be fed, as which sensor, or why not, in words. */
  public String feeding() {
    return feeding;
  }

  /** Messages a second by the log clock; 0 where no time passes. */
  public double rate() {
    return clocks
        .span(RecordingClock.LOG)
        .filter(it -> it.last() > it.first())
        .map(it -> (messages - 1) * 1e9 / ((double) it.last() - it.first()))
        .orElse(0.0);
  }
}
