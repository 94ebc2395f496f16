package io.sisom.recording.mcap;

import io.sisom.recording.RecordingEvent.Damage.Kind;

/** A record that cannot be read. Stays within this package: readers turn it into damage. */
final class McapFaultException extends Exception {
  private static final long serialVersionUID = 1;

  private final Kind kind;
  private final String reason;

  McapFaultException(Kind kind, String reason) {
    super(reason, null, false, false);
    this.kind = kind;
    this.reason = reason;
  }

  static McapFaultException malformed(String reason) {
    return new McapFaultException(Kind.MALFORMED, reason);
  }

  Kind kind() {
    return kind;
  }

  String reason() {
    return reason;
  }
}
