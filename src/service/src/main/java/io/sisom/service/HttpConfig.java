package io.sisom.service;

import io.sisom.setting.Meaning;
import io.sisom.setting.Setting;
import io.sisom.setting.SettingGroup;
import java.util.Map;

/** Where metrics and health are served. */
@SettingGroup("Metrics and health")
public record HttpConfig(
    @Setting(key = "http.host", value = "127.0.0.1")
        @Meaning("Address to serve /metrics and /health on; 0.0.0.0 opens them to the network.")
        String host,
    @Setting(key = "http.port", value = "9464", min = -1, max = 65_535)
        @Meaning(
            "Port of /metrics and /health; the default is score's, train takes 9465,"
                + " console 9466 and live feeds 9467, so that all run on one machine; 0 picks a free one, -1 serves"
                + " nothing.")
        int port) {
  private static final String PORT = "http.port";

  /** The processes that serve them, each on a port of its own, so that all run on one machine. */
  public enum Server {
    /** {@code sisom score}. */
    SCORE(9464),
    /** {@code sisom train}. */
    TRAIN(9465),
    /** {@code sisom console}. */
    CONSOLE(9466),
    /** A live {@code sisom feed}. */
    FEED(9467);

    private final int port;

    Server(int port) {
      this.port = port;
    }

    /** What it takes where no setting says otherwise. */
    public Map<String, String> defaults() {
      return Map.of(PORT, Integer.toString(port));
    }
  }
}
