package io.sisom.service;

/** The exit codes of every command. */
public final class ExitCode {
  /** The command did what it was asked. */
  public static final int DONE = 0;

  /** It could not; standard error says why. */
  public static final int FAILED = 1;

  /** The command line or a setting is wrong; nothing was done. */
  public static final int WRONG_USAGE = 2;

  /**
   * It did what it was asked with the part of its input that is whole; standard error names the
   * rest.
   */
  public static final int PARTIAL = 3;

  private ExitCode() {}
}
