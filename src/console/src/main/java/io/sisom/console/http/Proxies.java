package io.sisom.console.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whose word is taken for who asks and whether over TLS: proxies that console.proxies names. From
 * anybody else {@code X-Forwarded-For} and {@code X-Forwarded-Proto} are mere claims.
 */
final class Proxies {
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(?:\\.(?!$)|$)){4}|[0-9a-f.]{0,39}:[0-9a-f:.]{1,44}");
  private static final int MOST_HOPS = 20;

  private final Set<String> proxies = new HashSet<>();

  Proxies(List<String> proxies) {
    proxies.forEach(it -> this.proxies.add(canonical(it)));
  }

  /**
   * Who asks.
   *
   * @param address that the guesses are counted by; of IPv6 the network, since a host has many
   * @param secure whether the browser speaks TLS
   */
  record Client(String address, boolean secure) {}

  /**
   * The client of a request.
   *
   * @param remote address at the other end of the connection
   * @param forwardedFor values of X-Forwarded-For, in order
   * @param forwardedProto values of X-Forwarded-Proto, in order
   */
  Client client(String remote, List<String> forwardedFor, List<String> forwardedProto) {
    String address = canonical(remote);
    if (!proxies.contains(address)) {
      return new Client(network(address), false);
    }
    List<String> hops = parts(forwardedFor);
    // Each proxy appends whom it saw: the last that is no proxy of ours is the client.
    for (int i = hops.size() - 1; i >= 0 && proxies.contains(address); i--) {
      if (!ADDRESS.matcher(hops.get(i)).matches()) {
        break;
      }
      address = canonical(hops.get(i));
    }
    List<String> protocols = parts(forwardedProto);
    boolean secure =
        !protocols.isEmpty() && protocols.get(protocols.size() - 1).equalsIgnoreCase("https");
    return new Client(network(address), secure);
  }

  private static List<String> parts(List<String> values) {
    List<String> parts = new ArrayList<>();
    for (String value : values) {
      for (String part : value.split(",", MOST_HOPS)) {
        parts.add(part.strip());
      }
    }
    return parts;
  }

  private static String canonical(String address) {
    String bare = address.strip().toLowerCase(Locale.ROOT);
    if (bare.startsWith("[") && bare.endsWith("]")) {
      bare = bare.substring(1, bare.length() - 1);
    }
    if (!ADDRESS.matcher(bare).matches()) {
      return bare;
    }
    try {
      return InetAddress.getByName(bare).getHostAddress(); // an address is not looked up
    } catch (UnknownHostException e) {
      return bare;
    }
  }

  /** An IPv6 host may use any of 2^64 addresses of its network. */
  private static String network(String address) {
    if (address.indexOf(':') < 0 || !ADDRESS.matcher(address).matches()) {
      return address;
    }
    try {
      if (InetAddress.getByName(address) instanceof Inet6Address six) {
        byte[] bytes = six.getAddress();
        java.util.Arrays.fill(bytes, 8, 16, (byte) 0);
        return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
      }
      return address;
    } catch (UnknownHostException e) {
      return address;
    }
  }
}
