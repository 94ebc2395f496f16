package io.sisom.version;

/** The reference topic could not be read or changed as asked; nothing was changed. */
public final class ReferenceStoreException extends Exception {
  private static final long serialVersionUID = 1L;

  ReferenceStoreException(String message) {
    super(message);
  }

  ReferenceStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
