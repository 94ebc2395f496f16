package io.sisom.service;

import java.util.Map;
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
  private static final String PORT = "http.port";

  /** The processes that serve them, each on a port of its own, so that all run on one machine. */
  public enum Server {
    /** {@code sisom score}. */
    SCORE(9464),
    /** {@code sisom train}. */
    TRAIN(9465),
    /** {@code sisom console}. */
    CONSOLE(9466);

    private final int port;

    Server(int port) {
      this.port = port;
    }

    /** What it takes where no setting says otherwise. */
    public Map<String, String> defaults() {
      return Map.of(PORT, Integer.toString(port));
    }
  }

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
            PORT,
            Type.INT,
            Server.SCORE.port,
            Range.between(-1, 65535),
            Importance.MEDIUM,
            "Port of /metrics and /health; the default is score's, train takes %d and console %d, so that all run on one machine; 0 picks a free one, -1 serves nothing."
                .formatted(Server.TRAIN.port, Server.CONSOLE.port));
  }

  /** From validated settings. */
  public static HttpConfig from(AbstractConfig config) {
    return new HttpConfig(config.getString("http.host"), config.getInt(PORT));
  }
}
