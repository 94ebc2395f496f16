package io.sisom.feed.recording;

import io.sisom.feed.WrittenTime;
import io.sisom.recording.RecordingEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a message's clocks show, nanoseconds since the epoch, not checked for sense.
 *
 * @param header empty where the message has no stamp
 */
public record MessageClocks(OptionalLong header, long publish, long log) {
  /** Of a message and the stamp in it. */
  public static MessageClocks of(RecordingEvent.Message message, OptionalLong header) {
    return new MessageClocks(header, message.publishNanos(), message.logNanos());
  }

  /** What one clock shows; empty where the message does not have it. */
  public OptionalLong at(RecordingClock clock) {
    return switch (clock) {
      case HEADER -> header;
      case PUBLISH -> OptionalLong.of(publish);
      case LOG -> OptionalLong.of(log);
    };
  }

  /**
   * The stamp to take: {@code preferred}, or the next clock where that one is missing, zero or
   * absurd. Where no clock is sound, as in a simulation, the first that has begun to run.
   */
  public RecordedStamp stamp(RecordingClock preferred) {
    List<RecordedStamp> running = new ArrayList<>();
    for (RecordingClock clock : order(preferred)) {
      OptionalLong shown = at(clock);
      if (shown.isPresent() && WrittenTime.sound(shown.getAsLong())) {
        return new RecordedStamp(shown.getAsLong(), clock, true);
      }
      if (shown.isPresent() && shown.getAsLong() >= 0) {
        running.add(new RecordedStamp(shown.getAsLong(), clock, false));
      }
    }
    return running.stream()
        .filter(it -> it.nanos() > 0)
        .findFirst()
        .or(() -> running.stream().findFirst())
        .orElse(new RecordedStamp(0, preferred, false));
  }

  private static List<RecordingClock> order(RecordingClock preferred) {
    List<RecordingClock> order = new ArrayList<>(List.of(RecordingClock.values()));
    order.remove(preferred);
    order.add(0, preferred);
    return order;
  }
}
