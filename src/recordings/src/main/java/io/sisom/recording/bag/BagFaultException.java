package io.sisom.recording.bag;

import io.sisom.recording.RecordingEvent.Damage;
import java.io.Serial;

/** A place where a bag breaks its rules; becomes an event, never leaves the package. */
final class BagFaultException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private final Damage.Kind kind;

  BagFaultException(Damage.Kind kind, String reason) {
    super(reason);
    this.kind = kind;
  }

  static BagFaultException malformed(String reason) {
    return new BagFaultException(Damage.Kind.MALFORMED, reason);
  }

  Damage.Kind kind() {
    return kind;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
