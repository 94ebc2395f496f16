package io.sisom.service;

import io.sisom.setting.SettingException;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * What a failed command prints and returns.
 *
 * @param message one line
 * @param exitCode 1 or 2
 * @param expected whether the user can mend it; otherwise the stack trace is wanted too
 */
record FailureReport(String message, int exitCode, boolean expected) {
  /**
   * Of whatever a command threw.
   *
   * @param mendable exceptions beside {@link CommandFailure} that tell of what a user can mend
   */
  public static FailureReport of(Throwable thrown, Set<Class<? extends Exception>> mendable) {
    Throwable failure =
        thrown instanceof ExecutionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    RuntimeException setting = settingBehind(failure);
    if (setting != null) {
      return new FailureReport(said(setting), ExitCode.WRONG_USAGE, true);
    }
    if (failure instanceof KafkaException) {
      return new FailureReport("Kafka: " + said(failure), ExitCode.FAILED, true);
    }
    if (failure instanceof InterruptedException) {
      return new FailureReport("interrupted", ExitCode.FAILED, true);
    }
    return new FailureReport(said(failure), ExitCode.FAILED, expected(failure, mendable));
  }

  private static boolean expected(Throwable failure, Set<Class<? extends Exception>> mendable) {
    return failure instanceof CommandFailure
        || mendable.stream().anyMatch(it -> it.isInstance(failure));
  }

  /** Ours, or one that Kafka's clients found wrong and wrapped. */
  private static @Nullable RuntimeException settingBehind(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SettingException setting) {
        return setting;
      }
      if (t instanceof ConfigException kafkas) {
        return kafkas;
      }
    }
    return null;
  }

  private static String said(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
