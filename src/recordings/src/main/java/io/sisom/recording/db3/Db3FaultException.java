package io.sisom.recording.db3;

import java.io.Serial;

/** Rows that cannot be read; becomes an event, never leaves the package. */
final class Db3FaultException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  Db3FaultException(String reason) {
    super(reason);
  }

  Db3FaultException(String what, Exception cause) {
    super(what + ": " + cause.getMessage(), cause);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
