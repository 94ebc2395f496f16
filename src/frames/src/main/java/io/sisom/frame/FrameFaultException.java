package io.sisom.frame;

/** Carries a fault out of the decoding steps; never leaves this package. */
final class FrameFaultException extends Exception {
  private static final long serialVersionUID = 1L;

  private final FrameFault fault;

  FrameFaultException(FrameFault fault, String reason) {
    super(reason, null, false, false);
    this.fault = fault;
  }

  FrameFault fault() {
    return fault;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
