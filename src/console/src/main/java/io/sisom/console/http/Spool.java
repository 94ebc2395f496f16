package io.sisom.console.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request's body on disk, bounded, as long as it is needed. */
record Spool(Path path) implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Spool.class);
  private static final int BUFFER = 1 << 16;

  /** Reads the body to its end. */
  static Spool of(InputStream body, int mostBytes) {
    Spool spool;
    try {
      spool = new Spool(Files.createTempFile("sisom-import-", ".part"));
    } catch (IOException e) {
      throw noRoom(e);
    }
    try {
      spool.fill(body, mostBytes);
      return spool;
    } catch (Problem e) {
      spool.close();
      throw e;
    }
  }

  private void fill(InputStream body, int mostBytes) {
    byte[] buffer = new byte[BUFFER];
    long total = 0;
    try (OutputStream out = Files.newOutputStream(path)) {
      for (int n = next(body, buffer); n >= 0; n = next(body, buffer)) {
        total += n;
        if (total > mostBytes) {
          throw Body.tooLarge(mostBytes);
        }
        out.write(buffer, 0, n);
      }
    } catch (IOException e) {
      throw noRoom(e);
    }
  }

  private static int next(InputStream body, byte[] buffer) {
    try {
      return body.read(buffer);
    } catch (IOException e) {
      throw Body.unread(e);
    }
  }

  private static Problem noRoom(IOException e) {
    log.atWarn().setCause(e).log("an imported file cannot be kept");
    return new Problem(503, "unavailable", "the console has no room on its disk for the file");
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      log.atWarn().addKeyValue("file", path).setCause(e).log("an imported file stays behind");
    }
  }
}
