package io.sisom.feed.live.ws;

/** Sends texts. */
public interface SocketSender {
  /** Sends a text after those before it; what fails ends the connection. */
  void send(String text);

  /** Ends the connection since the other side is not what was expected. */
  void unwanted(String reason);
}
