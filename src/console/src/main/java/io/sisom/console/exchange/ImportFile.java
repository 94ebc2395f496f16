package io.sisom.console.exchange;

import java.io.IOException;
import java.io.InputStream;

/** A file that is read from its beginning, more than once where a format needs it. */
@FunctionalInterface
public interface ImportFile {
  /** Opens it anew; the reader closes it. */
  InputStream open() throws IOException;
}
