package io.sisom.cli;

import io.sisom.service.EntryPoint;

/** Entry point of the command line. */
public final class Main {
  private Main() {}

  /**
   * Runs one command and exits with its code: 0 done, 1 failed, 2 wrong usage or setting, 3 done in
   * part.
   */
  public static void main(String[] arguments) {
    EntryPoint.setLibraryDefaults();
    System.exit(SisomCommand.commandLine().execute(arguments));
  }
}
