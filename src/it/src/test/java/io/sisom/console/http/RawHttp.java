package io.sisom.console.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** HTTP by hand: Java's client sends nothing that is wrong, slow or strange. */
public final class RawHttp {
  private RawHttp() {}

  /** All that is answered until the server closes the connection, which it is asked to. */
  public static String ask(int port, String request) throws IOException {
    try (Socket socket = open(port, request)) {
      return readAll(socket);
    }
  }

  /** Sends a head with {@code Connection: close}, and no body. */
  public static String head(int port, String lines) throws IOException {
    return ask(port, lines + "Connection: close\r\n\r\n");
  }

  /** A connection on which so much has been sent. */
  public static Socket open(int port, String begun) throws IOException {
    Socket socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(15_000);
    socket.getOutputStream().write(begun.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return socket;
  }

  private static String readAll(Socket socket) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    byte[] some = new byte[8192];
    try {
      for (int n = in.read(some); n >= 0; n = in.read(some)) {
        all.write(some, 0, n);
      }
    } catch (SocketTimeoutException e) {
      all.writeBytes(" (and the connection stays open)".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException reset) {
      // closed with unread bytes of ours; what came before counts
    }
    return all.toString(StandardCharsets.UTF_8);
  }
}
