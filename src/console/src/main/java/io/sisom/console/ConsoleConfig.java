package io.sisom.console;

import io.sisom.setting.Meaning;
import io.sisom.setting.Setting;
import io.sisom.setting.SettingException;
import io.sisom.setting.SettingGroup;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/** How the console is reached. */
@SettingGroup("Console")
public record ConsoleConfig(
    @Setting(key = "console.host", value = "127.0.0.1")
        @Meaning("Address to serve the console on; any but a loopback address needs a token.")
        String host,
    @Setting(key = "console.port", value = "8787", min = 0, max = 65_535)
        @Meaning("Port of the console; 0 picks a free one.")
        int port,
    @Setting(key = "console.token", value = "", secret = true)
        @Meaning(
            "Who may use the console: people give it once to log in, programs in every"
                + " request as 'Authorization: Bearer TOKEN'. At least 16 characters; empty:"
                + " whoever reaches the port.")
        Optional<String> token,
    @Setting(key = "console.hosts", value = "")
        @Meaning(
            "Names, beside localhost and console.host, under which browsers may reach the"
                + " console.")
        List<String> hosts,
    @Setting(key = "console.proxies", value = "")
        @Meaning(
            "Addresses of reverse proxies, for instance 127.0.0.1. Only from them"
                + " X-Forwarded-For is believed (whose wrong tokens are counted) and"
                + " X-Forwarded-Proto (cookies for TLS alone).")
        List<String> proxies,
    @Setting(
            key = "console.cache.bytes",
            value = "134217728",
            min = 1_048_576,
            max = 1_099_511_627_776L,
            unit = "bytes")
        @Meaning(
            "Frames kept in memory for the pages, bytes: as much for candidates as for"
                + " frames around them and for labeled ones; of each at most a sixteenth of the"
                + " heap.")
        long cacheBytes,
    @Setting(
            key = "console.import.bytes",
            value = "33554432",
            min = 1,
            max = 1_073_741_824,
            unit = "bytes")
        @Meaning("Largest file of labels that is imported, bytes.")
        int importBytes) {
  private static final String HOST = "console.host";
  private static final String TOKEN = "console.token";
  private static final int SHORTEST_TOKEN = 16;

  /** Copies the lists. */
  public ConsoleConfig {
    hosts = List.copyOf(hosts);
    proxies = List.copyOf(proxies);
  }

  /**
   * Refuses to open the console to a network without a token, and tokens one could guess. Not when
   * settings are read: other commands read them too.
   *
   * @throws SettingException where the console must not start
   */
  public void requireSafe() {
    if (token.isPresent() && token.get().length() < SHORTEST_TOKEN) {
      throw new SettingException(
          "%s must have at least %d characters, for instance of 'openssl rand -hex 16'"
              .formatted(TOKEN, SHORTEST_TOKEN));
    }
    if (token.isEmpty() && !loopback(host)) {
      throw new SettingException(
          "%s is %s, which opens the console to a network: set %s, or leave the host at 127.0.0.1"
              .formatted(HOST, host, TOKEN));
    }
  }

  private static boolean loopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** The settings without the token. */
  @Override
  public String toString() {
    return "ConsoleConfig[%s:%d]".formatted(host, port);
  }
}
