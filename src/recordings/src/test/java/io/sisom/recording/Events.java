package io.sisom.recording;

import io.sisom.recording.RecordingEvent.Damage;
import io.sisom.recording.RecordingEvent.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a recording yields, kept. */
public record Events(List<Read> messages, List<Damage> damages) {
  /** A message with a copy of its payload. */
  public record Read(Channel channel, Position position, long logNanos, byte[] payload) {
    /** The payload as text. */
    public String text() {
      return new String(payload, StandardCharsets.UTF_8);
    }
  }

  /** Reads all there is, and closes. */
  public static Events of(Recording recording) throws IOException {
    List<Read> messages = new ArrayList<>();
    List<Damage> damages = new ArrayList<>();
    try (recording) {
      for (RecordingEvent event = recording.next(); event != null; event = recording.next()) {
        if (event instanceof Message message) {
          ByteBuffer from = message.payload();
          byte[] payload = new byte[from.remaining()];
          from.get(payload);
          messages.add(
              new Read(message.channel(), message.position(), message.logNanos(), payload));
        } else {
          damages.add((Damage) event);
        }
      }
    }
    return new Events(messages, damages);
  }

  /** The payloads as texts. */
  public List<String> texts() {
    return messages.stream().map(Read::text).toList();
  }

  /** The kinds of damage, in order. */
  public List<Damage.Kind> kinds() {
    return damages.stream().map(Damage::kind).toList();
  }

  /** The positions of the messages. */
  public List<Position> positions() {
    return messages.stream().map(Read::position).toList();
  }
}
