package io.sisom.console.webhook;

import io.sisom.setting.Meaning;
import io.sisom.setting.Setting;
import io.sisom.setting.SettingException;
import io.sisom.setting.SettingGroup;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/** Who is told of alerts. */
@SettingGroup("Webhooks")
public record WebhookConfig(
    @Setting(key = "webhook.urls", value = "")
        @Meaning(
            "Addresses, separated by commas, to which the console sends every alert event as"
                + " JSON.")
        List<String> urls,
    @Setting(key = "webhook.secret", value = "", secret = true)
        @Meaning(
            "Key under which webhooks are signed, as Standard Webhooks has it: whsec_ and at"
                + " least 24 bytes in Base64.")
        String secret,
    @Setting(key = "webhook.patience.ms", value = "3600000", min = 1000, max = 2_592_000_000L)
        @Meaning(
            "How long an alert is sent again to an address that does not take it, before the"
                + " next one's turn.")
        Duration patience) {
  private static final String URLS = "webhook.urls";
  private static final String SECRET = "webhook.secret";
  private static final String PREFIX = "whsec_";
  private static final int SHORTEST_KEY = 24;

  /** Copies the list. */
  public WebhookConfig {
    urls = List.copyOf(urls);
  }

  /**
   * Refuses addresses that are none and secrets that protect nothing.
   *
   * @throws SettingException where the console must not start
   */
  public void requireUsable() {
    for (String url : urls) {
      if (!usable(url)) {
        throw new SettingException(URLS + " must be addresses that begin with http:// or https://");
      }
    }
    if (!urls.isEmpty() && key().length < SHORTEST_KEY) {
      throw new SettingException(
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
