package io.sisom.feed.live.ws;

/** Takes what a WebSocket receives, one after the other; the next comes when it returns. */
public interface SocketHandler {
  /**
   * That it stands.
   *
   * @param protocol the subprotocol that was agreed on; empty where none was
   */
  void opened(SocketSender sender, String protocol);

  /** A text message, in UTF-8. */
  void text(byte[] message);

  /** A binary message. */
  void binary(byte[] message);

  /** That a message was longer than allowed and is passed over. */
  void tooLong(int maxBytes);
}
