package io.sisom.reference;

/** Bytes that are not a safetensors file, or not the tensors that were asked for; says why. */
public final class SafetensorsException extends Exception {
  private static final long serialVersionUID = 1L;

  SafetensorsException(String message) {
    super(message);
  }

  SafetensorsException(String message, Throwable cause) {
    super(message, cause);
  }
}
