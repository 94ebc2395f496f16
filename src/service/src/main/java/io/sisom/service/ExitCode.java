package io.sisom.service;

/** What the process tells its caller. */
public final class ExitCode {
  /** The command did what it was asked. */
  public static final int DONE = 0;

  /** It could not; standard error says why. */
  public static final int FAILED = 1;

  /** The command line or a setting is wrong; nothing was done. */
  public static final int WRONG_USAGE = 2;

  private ExitCode() {}
}
