package io.sisom.feed.live.ros;

import io.sisom.feed.live.LiveInbox;
import io.sisom.feed.live.LiveSource;
import io.sisom.feed.live.SessionEnd;
import io.sisom.feed.live.SessionWatch;
import io.sisom.feed.live.ws.SocketAddress;
import io.sisom.feed.live.ws.SocketSession;
import java.time.Clock;
import java.util.List;

/** Images over rosbridge (rosbridge_suite, ROSBRIDGE_PROTOCOL.md, version 2). */
public final class RosbridgeSource implements LiveSource {
  private final SocketAddress address;
  private final TopicChoice choice;
  private final long throttleMillis;
  private final Clock clock;

  /**
   * At an address.
   *
   * @param throttleMillis least time between two messages of a topic, kept by the bridge; 0: none
   */
  public RosbridgeSource(
      SocketAddress address, TopicChoice choice, long throttleMillis, Clock clock) {
    this.address = address;
    this.choice = choice;
    this.throttleMillis = throttleMillis;
    this.clock = clock;
  }

  @Override
  public String name() {
    return address.name();
  }

  @Override
  public SessionEnd session(int number, LiveInbox inbox, SessionWatch watch)
      throws InterruptedException {
    ImageTopics topics = new ImageTopics(choice, name(), number, inbox, watch, clock);
    RosbridgeTopics subscriptions =
        new RosbridgeTopics(choice.topics().globs(), topics, throttleMillis, watch);
    try (RosbridgeSession session = new RosbridgeSession(subscriptions, watch, choice.maxBytes())) {
      return new SocketSession(address, List.of(), choice.maxBytes()).run(session);
    }
  }
}
