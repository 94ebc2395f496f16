package io.sisom.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * The sockets of the broker's and the controller's listener. They are bound before their ports are
 * written into the broker's properties and are then handed to Kafka, so that no other process can
 * take a port in between.
 */
final class ListenerSockets implements ServerSocketFactory, AutoCloseable {
  static final String BROKER = "BROKER";
  static final String CONTROLLER = "CONTROLLER";
  private static final String HOST = "localhost";

  private final Map<String, ServerSocketChannel> byListener;

  private ListenerSockets(ServerSocketChannel broker, ServerSocketChannel controller) {
    this.byListener = Map.of(BROKER, broker, CONTROLLER, controller);
  }

  /**
   * Binds both.
   *
   * @param port the broker's, 0 for any that is free
   * @throws UncheckedIOException if that port is taken
   */
  static ListenerSockets bind(int port) {
    ServerSocketChannel broker = bound(port);
    try {
      return new ListenerSockets(broker, bound(0));
    } catch (RuntimeException e) {
      close(broker);
      throw e;
    }
  }

  private static ServerSocketChannel bound(int port) {
    try {
      ServerSocketChannel channel = ServerSocketChannel.open();
      try {
        channel.configureBlocking(false);
        channel.bind(new InetSocketAddress(HOST, port));
        return channel;
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the broker cannot listen at " + HOST + ":" + port + ": " + e.getMessage(), e);
    }
  }

  /** Host and port of a listener. */
  String address(String listener) {
    return HOST + ":" + port(listener);
  }

  /** Port of a listener. */
  int port(String listener) {
    return socket(listener).socket().getLocalPort();
  }

  private ServerSocketChannel socket(String listener) {
    ServerSocketChannel socket = byListener.get(listener);
    if (socket == null) {
      throw new IllegalArgumentException("no listener " + listener);
    }
    return socket;
  }

  @Override
  public ServerSocketChannel openServerSocket(
      String listener, InetSocketAddress address, int backlog, int receiveBuffer)
      throws IOException {
    return socket(listener);
  }

  /** For a broker that did not start; one that did closes its sockets itself. */
  @Override
  public void close() {
    byListener.values().forEach(ListenerSockets::close);
  }

  private static void close(ServerSocketChannel socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
