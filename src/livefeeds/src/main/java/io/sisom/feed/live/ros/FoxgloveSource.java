package io.sisom.feed.live.ros;

import io.sisom.feed.live.LiveInbox;
import io.sisom.feed.live.LiveSource;
import io.sisom.feed.live.SessionEnd;
import io.sisom.feed.live.SessionWatch;
import io.sisom.feed.live.ws.SocketAddress;
import io.sisom.feed.live.ws.SocketSession;
import java.time.Clock;
import java.util.List;

/**
 * Images over Foxglove's WebSocket protocol, as foxglove_bridge and Foxglove's SDK serve it
 * (foxglove/ws-protocol, docs/spec.md).
 */
public final class FoxgloveSource implements LiveSource {
  /** Subprotocols: that of the SDK, and that of the bridges before it. */
  static final List<String> PROTOCOLS = List.of("foxglove.sdk.v1", "foxglove.websocket.v1");

  private final SocketAddress address;
  private final TopicChoice choice;
  private final Clock clock;

  /** At an address. */
  public FoxgloveSource(SocketAddress address, TopicChoice choice, Clock clock) {
    this.address = address;
    this.choice = choice;
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
    return new SocketSession(address, PROTOCOLS, choice.maxBytes())
        .run(new FoxgloveSession(topics, watch));
  }
}
