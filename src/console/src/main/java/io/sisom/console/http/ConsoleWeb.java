package io.sisom.console.http;

import io.sisom.console.ConsoleConfig;
import io.sisom.console.http.Route.Cost;
import io.sisom.web.ClientTimeouts;
import io.sisom.web.ConcurrencyLimit;
import io.sisom.web.WebServer;
import java.util.List;

/** How the console takes requests: who comes in, and how many at once. */
final class ConsoleWeb {
  /** A file that comes or goes holds a thread as long as its client takes. */
  private static final int FILES = 2;

  private static final long HEAVY_BYTES = 48L << 20;
  private static final int MOST_HEAVY = 16;

  private ConsoleWeb() {}

  /** Costly requests at once: as many as the heap has room for. */
  static int heavy() {
    return (int)
        Math.max(2, Math.min(MOST_HEAVY, Runtime.getRuntime().maxMemory() / 2 / HEAVY_BYTES));
  }

  static WebServer of(ConsoleConfig config, Guard guard) {
    return new WebServer(
        config.host(),
        config.port(),
        Body.LARGEST,
        Doorkeeper.costing(Cost.FILE),
        List.of(new Doorkeeper(guard)),
        List.of(
            new ConcurrencyLimit(heavy(), Doorkeeper.costing(Cost.HEAVY)),
            new ConcurrencyLimit(FILES, Doorkeeper.costing(Cost.FILE))),
        ClientTimeouts.USUAL);
  }
}
