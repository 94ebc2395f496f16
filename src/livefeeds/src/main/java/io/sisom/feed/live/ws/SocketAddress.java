package io.sisom.feed.live.ws;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * Where a WebSocket is, and who asks.
 *
 * @param uri of scheme ws or wss, without a user
 * @param user for HTTP's basic authentication; empty: none, unless there is a token
 * @param password of that user
 * @param token sent as a bearer token where no user is given; empty: none
 */
public record SocketAddress(URI uri, String user, String password, String token) {
  /**
   * Checks the address.
   *
   * @throws IllegalArgumentException where it is none, or holds a user; the message says what to do
   *     and does not repeat it
   */
  public SocketAddress {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (!List.of("ws", "wss").contains(scheme) || uri.getHost() == null) {
      throw new IllegalArgumentException("an address begins with ws:// or wss:// and names a host");
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "user and password do not belong into an address, which others may read: set"
              + " SISOM_FEED_USER and SISOM_FEED_PASSWORD, or SISOM_FEED_TOKEN");
    }
  }

  /** Scheme, host, port and path; a query may hold a secret. */
  public String name() {
    return uri.getScheme()
        + "://"
        + uri.getRawAuthority()
        + (uri.getRawPath() == null ? "" : uri.getRawPath());
  }

  /** Nothing of a secret. */
  @Override
  public String toString() {
    return name();
  }
}
