package io.sisom.feed.live.mqtt;

import java.net.URI;
import java.util.Locale;
import java.util.Map;

/**
 * Where an MQTT broker is.
 *
 * @param host name or address
 * @param port TCP port
 * @param tls whether TLS is spoken
 */
public record BrokerAddress(String host, int port, boolean tls) {
  private static final Map<String, Boolean> TLS =
      Map.of("tcp", false, "mqtt", false, "ssl", true, "mqtts", true, "tls", true);
  private static final int PLAIN_PORT = 1883;
  private static final int TLS_PORT = 8883;

  /**
   * Out of {@code tcp://host:1883}, {@code ssl://host} and the like.
   *
   * @throws IllegalArgumentException where it is none, or holds a user; the message does not repeat
   *     it
   */
  public static BrokerAddress of(URI uri) {
    Boolean tls = TLS.get(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT));
    if (tls == null || uri.getHost() == null) {
      throw new IllegalArgumentException(
          "an address begins with tcp://, mqtt://, ssl:// or mqtts:// and names a host");
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "user and password do not belong into an address, which others may read: set"
              + " SISOM_FEED_USER and SISOM_FEED_PASSWORD");
    }
    int port = uri.getPort() > 0 ? uri.getPort() : tls ? TLS_PORT : PLAIN_PORT;
    return new BrokerAddress(uri.getHost(), port, tls);
  }

  /** As a URL. */
  public String name() {
    return (tls ? "ssl://" : "tcp://") + host + ":" + port;
  }
}
