package io.sisom.console.webhook;

import io.sisom.console.json.AlertEventJson;
import io.sisom.console.json.Json;
import io.sisom.schema.OodAlert;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What is sent of an alert event.
 *
 * @param id the same however often it is sent, another for every event
 * @param body JSON
 */
record WebhookMessage(String id, String body) {
  /** Of the event at a place of its topic. */
  static WebhookMessage of(OodAlert alert, String topic, int partition, long offset) {
    return new WebhookMessage(
        "%s-%d-%d".formatted(topic, partition, offset), Json.text(AlertEventJson.of(alert)));
  }

  /** The header {@code webhook-signature} of a sending at {@code now}. */
  String signature(Instant now, byte[] key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      String signed = id + "." + now.getEpochSecond() + "." + body;
      return "v1,"
          + Base64.getEncoder()
              .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
