package io.sisom.console.webhook;

import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/**
 * Who is told of alerts.
 *
 * @param urls each is told of every alert
 * @param secret as written, with its prefix
 * @param patience how long one alert is tried
 */
public record WebhookConfig(List<String> urls, String secret, Duration patience) {
  private static final String URLS = "webhook.urls";
  private static final String SECRET = "webhook.secret";
  private static final String PATIENCE_MS = "webhook.patience.ms";
  private static final String PREFIX = "whsec_";
  private static final int SHORTEST_KEY = 24;

  /** Copies the list. */
  public WebhookConfig {
    urls = List.copyOf(urls);
  }

  /** The settings {@code webhook.*}. */
  public static ConfigDef definition() {
    return new ConfigDef()
        .define(
            URLS,
            Type.LIST,
            "",
            Importance.LOW,
            "Addresses, separated by commas, to which the console sends every alert event as JSON.")
        .define(
            SECRET,
            Type.PASSWORD,
            "",
            Importance.LOW,
            "Key under which webhooks are signed, as Standard Webhooks has it: whsec_ and at least"
                + " 24 bytes in Base64.")
        .define(
            PATIENCE_MS,
            Type.LONG,
            3_600_000L,
            Range.between(1_000, Duration.ofDays(30).toMillis()),
            Importance.LOW,
            "How long an alert is sent again to an address that does not take it, before the next"
                + " one's turn. In milliseconds.");
  }

  /** From validated settings. */
  public static WebhookConfig from(AbstractConfig config) {
    return new WebhookConfig(
        config.getList(URLS),
        config.getPassword(SECRET).value(),
        Duration.ofMillis(config.getLong(PATIENCE_MS)));
  }

  /** The defaults, and what is given. */
  public static WebhookConfig with(Map<String, String> given) {
    return from(new AbstractConfig(definition(), given, false));
  }

  /**
   * Refuses addresses that are none and secrets that protect nothing.
   *
   * @throws ConfigException where the console must not start
   */
  public void requireUsable() {
    for (String url : urls) {
      if (!usable(url)) {
        throw new ConfigException(URLS + " must be addresses that begin with http:// or https://");
      }
    }
    if (!urls.isEmpty() && key().length < SHORTEST_KEY) {
      throw new ConfigException(
          SECRET
              + " must be whsec_ and the Base64 of at least "
              + SHORTEST_KEY
              + " bytes, for"
              + " instance of 'openssl rand -base64 32'");
    }
  }

  private static boolean usable(String url) {
    try {
      URI uri = URI.create(url);
      return uri.getHost() != null && List.of("http", "https").contains(uri.getScheme());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The bytes of the secret; none where it is not of its form. */
  byte[] key() {
    try {
      return secret.startsWith(PREFIX)
          ? Base64.getDecoder().decode(secret.substring(PREFIX.length()))
          : new byte[0];
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  /** The settings without secret and addresses, which may hold one. */
  @Override
  public String toString() {
    return "WebhookConfig[" + urls.size() + " addresses]";
  }
}
