package io.sisom.console.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The program's own files. */
final class Resources {
  private Resources() {}

  static byte[] read(String file) {
    try (InputStream in = Resources.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its own file " + file);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("the program's own file " + file + " is unreadable", e);
    }
  }
}
