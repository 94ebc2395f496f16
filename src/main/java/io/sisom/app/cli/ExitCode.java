package io.sisom.app.cli;

/** What the process tells its caller. */
final class ExitCode {
  /** The command did what it was asked. */
  static final int DONE = 0;

  /** It could not; standard error says why. */
  static final int FAILED = 1;

  /** The command line or a setting is wrong; nothing was done. */
  static final int WRONG_USAGE = 2;

  private ExitCode() {}
}
