package io.sisom.console.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sisom.schema.OodAlert;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What is sent of an alert event.
 *
 * @param id the same however often it is sent, another for every event
 * @param body JSON
 */
record WebhookMessage(String id, String body) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of the event at a place of its topic. */
  static WebhookMessage of(OodAlert alert, String topic, int partition, long offset) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("episodeId", alert.getEpisodeId());
    data.put("sensorId", alert.getSensorId());
    data.put("status", alert.getStatus().name().toLowerCase(Locale.ROOT));
    data.put("closeReason", alert.getCloseReason());
    data.put("openedAt", alert.getOpenedAt().toString());
    data.put("lastNovelAt", alert.getLastNovelAt().toString());
    data.put("closedAt", alert.getClosedAt() == null ? null : alert.getClosedAt().toString());
    data.put("frames", alert.getFrames());
    data.put("novelFrames", alert.getNovelFrames());
    data.put("firstFrameId", alert.getFirstFrameId());
    data.put("lastFrameId", alert.getLastFrameId());
    data.put("peakFrameId", alert.getPeakFrameId());
    data.put("peakSisome", alert.getPeakSisome());
    data.put("peakPValue", alert.getPeakPValue());
    data.put("peakPredicted", alert.getPeakPredicted());
    data.put("modelVersion", alert.getModelVersion());
    data.put("referenceVersion", alert.getReferenceVersion());
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("type", "alert." + alert.getStatus().name().toLowerCase(Locale.ROOT));
    message.put("timestamp", alert.getLastNovelAt().toString());
    message.put("data", data);
    try {
      String id = "%s-%d-%d".formatted(topic, partition, offset);
      return new WebhookMessage(id, JSON.writeValueAsString(message));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of plain values are always JSON", e);
    }
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
