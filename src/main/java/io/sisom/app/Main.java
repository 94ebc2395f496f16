package io.sisom.app;

import io.sisom.app.cli.SisomCommand;

/** Entry point of the command line. */
public final class Main {
  private Main() {}

  /** Runs one command and exits with its code: 0 done, 1 failed, 2 wrong usage or setting. */
  public static void main(String[] arguments) {
    System.exit(SisomCommand.commandLine().execute(arguments));
  }
}
