package io.sisom.feed.live.ros;

import io.sisom.feed.live.SessionWatch;
import io.sisom.feed.live.ros.RosbridgeTopics.Writing;
import io.sisom.feed.live.ws.SocketHandler;
import io.sisom.feed.live.ws.SocketSender;
import io.sisom.text.Unseen;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One connection: asks for the topics every few seconds, subscribes, hands on what comes. */
final class RosbridgeSession implements SocketHandler, AutoCloseable {
  private static final long ASKING_SECONDS = 5;
  private static final long ANSWER_SECONDS = 3;

  private final RosbridgeTopics topics;
  private final SessionWatch watch;
  private final Fragments fragments;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "feed-rosapi");
            thread.setDaemon(true);
            return thread;
          });
  private @Nullable SocketSender sender;
  private boolean answered;

  RosbridgeSession(RosbridgeTopics topics, SessionWatch watch, int maxBytes) {
    this.topics = topics;
    this.watch = watch;
    this.fragments = new Fragments(maxBytes);
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // they end with the connection
  public synchronized void opened(SocketSender to, String protocol) {
    sender = to;
    watch.connected();
    watch.subscribed("the bridge", "it has no topic with images that is chosen; see --topic");
    clock.scheduleWithFixedDelay(() -> topics.ask(to), 0, ASKING_SECONDS, TimeUnit.SECONDS);
    clock.schedule(this::guessUnlessAnswered, ANSWER_SECONDS, TimeUnit.SECONDS);
  }

  private synchronized void guessUnlessAnswered() {
    SocketSender to = sender;
    if (!answered && to != null) {
      answered = true;
      topics.guess(to);
    }
  }

  @Override
  public synchronized void text(byte[] message) {
    try {
      take(Envelope.json(message), Writing.JSON);
    } catch (IOException e) {
      watch.note("the bridge sent a text that is no JSON; it is passed over");
    }
  }

  @Override
  public synchronized void binary(byte[] message) {
    try {
      take(Envelope.cbor(message), Writing.CBOR);
    } catch (IOException e) {
      watch.note("the bridge sent bytes that are no CBOR; they are passed over");
    }
  }

  private void take(Envelope envelope, Writing writing) throws IOException {
    SocketSender to = sender;
    switch (envelope.text("op")) {
      case "publish" -> publish(envelope, writing);
      case "fragment" -> fragment(envelope);
      case "service_response" -> {
        if (to != null && envelope.text("id").equals("topics") && !isFailure(envelope)) {
          answered = true;
          topics.offered(list(envelope, "topics"), list(envelope, "types"), to);
        }
      }
      case "status" -> status(envelope, to);
      default -> {
        // Pictures of whole messages (png) are not asked for.
      }
    }
  }

  private static boolean isFailure(Envelope envelope) {
    return envelope.text("result").equals("false");
  }

  private static List<String> list(Envelope envelope, String name) {
    return envelope.lists().getOrDefault(name, List.of());
  }

  private void publish(Envelope envelope, Writing writing) throws IOException {
    if (envelope.message().isEmpty()) {
      return;
    }
    ByteBuffer message = envelope.message().get();
    String topic = envelope.text("topic");
    if (writing == Writing.CBOR) {
      Optional<Envelope.RawBytes> raw = Envelope.raw(message);
      if (raw.isPresent()) {
        OptionalLong sent =
            raw.get().nanos() == 0 ? OptionalLong.empty() : OptionalLong.of(raw.get().nanos());
        topics.of(topic, Writing.RAW).ifPresent(it -> it.take(raw.get().bytes(), sent));
        return;
      }
    }
    topics.of(topic, writing).ifPresent(it -> it.take(message, OptionalLong.empty()));
  }

  private void fragment(Envelope envelope) throws IOException {
    Optional<byte[]> whole =
        fragments.add(
            envelope.text("id"),
            number(envelope.text("num")),
            number(envelope.text("total")),
            envelope.data());
    if (whole.isPresent()) {
      Envelope inner = Envelope.json(whole.get());
      if (!inner.text("op").equals("fragment")) {
        take(inner, Writing.JSON);
      }
    }
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private void status(Envelope envelope, @Nullable SocketSender to) {
    String words = envelope.text("msg");
    String level = envelope.text("level");
    if (level.equals("error") || level.equals("warning")) {
      watch.note("the bridge says: " + Unseen.escaped(words));
    }
    if (level.equals("error") && to != null && words.contains("compression")) {
      topics.lessCompression(to);
    }
  }

  @Override
  public synchronized void tooLong(int maxBytes) {
    watch.note("a message of more than " + maxBytes + " bytes is passed over; see --max-message");
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
