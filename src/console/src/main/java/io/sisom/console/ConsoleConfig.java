package io.sisom.console;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/**
 * How the console is reached.
 *
 * @param host to bind to
 * @param port 0 picks a free one
 * @param token who knows it may use the console; empty: everybody who reaches it
 * @param hosts names under which browsers may reach it, beside loopback's and {@code host}
 * @param proxies addresses whose word is taken for who asks
 * @param cacheBytes of frames read lately
 * @param importBytes largest file that is imported
 */
public record ConsoleConfig(
    String host,
    int port,
    Optional<String> token,
    List<String> hosts,
    List<String> proxies,
    long cacheBytes,
    int importBytes) {
  private static final String HOST = "console.host";
  private static final String PORT = "console.port";
  private static final String TOKEN = "console.token";
  private static final String HOSTS = "console.hosts";
  private static final String PROXIES = "console.proxies";
  private static final String CACHE_BYTES = "console.cache.bytes";
  private static final String IMPORT_BYTES = "console.import.bytes";
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
   * @throws ConfigException where the console must not start
   */
  public void requireSafe() {
    if (token.isPresent() && token.get().length() < SHORTEST_TOKEN) {
      throw new ConfigException(
          "%s must have at least %d characters, for instance of 'openssl rand -hex 16'"
              .formatted(TOKEN, SHORTEST_TOKEN));
    }
    if (token.isEmpty() && !loopback(host)) {
      throw new ConfigException(
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

  /** The settings {@code console.*}. */
  public static ConfigDef definition() {
    return new ConfigDef()
        .define(
            HOST,
            Type.STRING,
            "127.0.0.1",
            new NonEmptyString(),
            Importance.MEDIUM,
            "Address to serve the console on; any but a loopback address needs a token.")
        .define(
            PORT,
            Type.INT,
            8787,
            Range.between(0, 65535),
            Importance.MEDIUM,
            "Port of the console; 0 picks a free one.")
        .define(
            TOKEN,
            Type.PASSWORD,
            "",
            Importance.MEDIUM,
            "Who may use the console: people give it once to log in, programs in every request as"
                + " 'Authorization: Bearer TOKEN'. At least 16 characters; empty: whoever reaches"
                + " the port.")
        .define(
            HOSTS,
            Type.LIST,
            "",
            Importance.LOW,
            "Names, beside localhost and console.host, under which browsers may reach the console.")
        .define(
            PROXIES,
            Type.LIST,
            "",
            Importance.LOW,
            "Addresses of reverse proxies, for instance 127.0.0.1. Only from them X-Forwarded-For is"
                + " believed (whose wrong tokens are counted) and X-Forwarded-Proto (cookies for TLS"
                + " alone).")
        .define(
            CACHE_BYTES,
            Type.LONG,
            128L << 20,
            Range.between(1 << 20, 1L << 40),
            Importance.LOW,
            "Frames kept in memory for the pages, bytes: as much for candidates as for frames around them"
                + " and for labeled ones; of each at most a sixteenth of the heap.")
        .define(
            IMPORT_BYTES,
            Type.INT,
            32 << 20,
            Range.between(1, 1 << 30),
            Importance.LOW,
            "Largest file of labels that is imported, bytes.");
  }

  /** From validated settings. */
  public static ConsoleConfig from(AbstractConfig config) {
    String token = config.getPassword(TOKEN).value();
    return new ConsoleConfig(
        config.getString(HOST),
        config.getInt(PORT),
        token.isEmpty() ? Optional.empty() : Optional.of(token),
        config.getList(HOSTS),
        config.getList(PROXIES),
        config.getLong(CACHE_BYTES),
        config.getInt(IMPORT_BYTES));
  }

  /** The defaults, and what is given. */
  public static ConsoleConfig with(Map<String, String> given) {
    return from(new AbstractConfig(definition(), given, false));
  }

  /** The settings without the token. */
  @Override
  public String toString() {
    return "ConsoleConfig[%s:%d]".formatted(host, port);
  }
}
