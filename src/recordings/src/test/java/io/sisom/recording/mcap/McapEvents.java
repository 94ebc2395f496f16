package io.sisom.recording.mcap;

import io.sisom.recording.Position;
import io.sisom.recording.RecordingEvent;
import io.sisom.recording.RecordingEvent.Damage;
import io.sisom.recording.RecordingEvent.Message;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** All that a recording gives, kept. */
record McapEvents(List<Message> messages, List<Damage> damage, List<String> remarks) {
  /** Reads a recording to its end, and closes it. */
  static McapEvents of(McapRecording recording) throws IOException {
    List<Message> messages = new ArrayList<>();
    List<Damage> damage = new ArrayList<>();
    try (recording) {
      for (RecordingEvent event = recording.next(); event != null; event = recording.next()) {
        if (event instanceof Message message) {
          messages.add(kept(message));
        } else {
          damage.add((Damage) event);
        }
      }
      return new McapEvents(messages, damage, recording.remarks());
    }
  }

  static McapEvents of(byte[] file) throws IOException {
    return after(file, Position.START);
  }

  static McapEvents after(byte[] file, Position after) throws IOException {
    return of(McapRecording.read(new ByteArrayInputStream(file), after, McapBounds.DEFAULT));
  }

  List<Long> times() {
    return messages.stream().map(Message::logNanos).toList();
  }

  List<Damage.Kind> kinds() {
    return damage.stream().map(Damage::kind).toList();
  }

  private static Message kept(Message message) {
    byte[] payload = new byte[message.payload().remaining()];
    message.payload().duplicate().get(payload);
    return new Message(
        message.channel(),
        message.position(),
        message.sequence(),
        message.logNanos(),
        message.publishNanos(),
        ByteBuffer.wrap(payload));
  }
}
