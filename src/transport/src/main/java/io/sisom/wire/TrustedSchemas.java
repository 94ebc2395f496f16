package io.sisom.wire;

import org.apache.avro.util.ClassSecurityValidator;

/**
 * Tells Avro that the classes generated from {@code schemas/} may be made from messages. Since
 * 1.12.2 it makes none but its own list; the list is one for the process, and what others have
 * added to it stays.
 */
final class TrustedSchemas {
  private static final String PACKAGE = "io.sisom.schema";

  private TrustedSchemas() {}

  static synchronized void install() {
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(), type -> type.getPackageName().equals(PACKAGE)));
  }
}
