package io.sisom.feed.live.mqtt;

import io.sisom.feed.live.LiveInbox;
import io.sisom.feed.live.LiveMessage;
import io.sisom.feed.live.SessionWatch;
import io.sisom.feed.live.payload.PicturePayload;
import io.sisom.feed.recording.MessageClocks;
import io.sisom.text.Unseen;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What comes over one connection: payloads in, pictures into the inbox. For one thread. */
final class MqttIntake {
  private static final int MAX_TOLD = 100;

  private final MqttChoice choice;
  private final String stream;
  private final int session;
  private final LiveInbox inbox;
  private final SessionWatch watch;
  private final Clock clock;
  private final Set<String> told = new HashSet<>();

  MqttIntake(
      MqttChoice choice,
      String stream,
      int session,
      LiveInbox inbox,
      SessionWatch watch,
      Clock clock) {
    this.choice = choice;
    this.stream = stream;
    this.session = session;
    this.inbox = inbox;
    this.watch = watch;
    this.clock = clock;
  }

  /**
   * Takes a message.
   *
   * @param done run once, when it need not be sent again
   */
  void take(String topic, byte[] payload, Runnable done) {
    for (TopicSensors names : choice.topics()) {
      Optional<List<String>> wildcards = names.match(topic);
      if (wildcards.isPresent()) {
        watch.heard(name(names));
        Optional<String> sensor = names.sensor(topic, wildcards.get());
        if (sensor.isEmpty() && told.size() < MAX_TOLD && told.add(topic)) {
          watch.note("topic " + Unseen.escaped(topic) + " gives no sensor's name; see --sensor");
        }
        sensor.ifPresentOrElse(it -> take(it, topic, payload, done), done);
        return;
      }
    }
    done.run();
  }

  static String name(TopicSensors names) {
    return "topic " + Unseen.escaped(names.filter());
  }

  private void take(String sensor, String topic, byte[] payload, Runnable done) {
    PicturePayload read = PicturePayload.of(payload);
    if (read instanceof PicturePayload.Malformed malformed) {
      inbox.refuse(sensor, malformed.reason());
      done.run();
      return;
    }
    PicturePayload.Picture picture = (PicturePayload.Picture) read;
    Instant now = clock.instant();
    long arrived = now.getEpochSecond() * 1_000_000_000L + now.getNano();
    inbox.offer(
        new LiveMessage(
            sensor,
            topic,
            stream,
            session,
            new MessageClocks(picture.stamp(), arrived, arrived),
            picture.file().remaining(),
            picture.frameId(),
            () -> choice.pictures().content(picture.file()),
            outcome -> done.run()));
  }
}
