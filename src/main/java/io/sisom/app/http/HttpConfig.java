package io.sisom.app.http;

import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * Where metrics and health are served.
 *
 * @param host to bind to
 * @param port 0 picks a free one, -1 serves nothing
 */
public record HttpConfig(String host, int port) {
  /** The settings {@code http.*}. */
  public static ConfigDef definition() {
    return new ConfigDef()
        .define(
            "http.host",
            Type.STRING,
            "127.0.0.1",
            new NonEmptyString(),
            Importance.MEDIUM,
            "Address to serve /metrics and /health on; 0.0.0.0 opens them to the network.")
        .define(
            "http.port",
            Type.INT,
            9464,
            Range.between(-1, 65535),
            Importance.MEDIUM,
            "Port of /metrics and /health; 0 picks a free one, -1 serves nothing.");
  }

  /** From validated settings. */
  public static HttpConfig from(AbstractConfig config) {
    return new HttpConfig(config.getString("http.host"), config.getInt("http.port"));
  }
}
