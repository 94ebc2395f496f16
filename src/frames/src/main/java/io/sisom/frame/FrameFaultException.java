package io.sisom.frame;

/** Carries a fault out of the decoding steps; never leaves this package. */
final class FrameFaultException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Fault fault;

  FrameFaultException(Fault fault, String reason) {
    super(reason, null, false, false);
    this.fault = fault;
  }

  Fault fault() {
    return fault;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
