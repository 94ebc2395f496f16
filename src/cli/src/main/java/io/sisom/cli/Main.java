package io.sisom.cli;

import java.util.Map;

/** Entry point of the command line. */
public final class Main {
  /**
   * What DJL and AWT must know before they load; an option on Java's command line wins. DJL brings
   * its libraries along and must not download; its graph optimizer would compile anew for every
   * size of batch; there is no display.
   */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "ai.djl.offline", "true",
          "ai.djl.pytorch.graph_optimizer", "false",
          "java.awt.headless", "true");

  private Main() {}

  /** Runs one command and exits with its code: 0 done, 1 failed, 2 wrong usage or setting. */
  public static void main(String[] arguments) {
    DEFAULTS.forEach((name, value) -> System.setProperty(name, System.getProperty(name, value)));
    System.exit(SisomCommand.commandLine().execute(arguments));
  }
}
