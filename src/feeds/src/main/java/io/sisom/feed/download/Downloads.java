package io.sisom.feed.download;

import io.sisom.feed.FeedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Fetches files from web servers that may be slow, endless or hostile. A length that is told is
 * checked before anything is kept, and what comes is counted. A file that did not come as a whole
 * is deleted. A user and password in an address go to that server only.
 */
public final class Downloads {
  private static final int STEP_BYTES = 1 << 16;
  private static final int FIRST_GOOD = 200;
  private static final int FIRST_REDIRECT = 300;
  private static final int FIRST_ERROR = 400;

  private final DownloadLimits limits;

  /** Within limits. */
  public Downloads(DownloadLimits limits) {
    this.limits = limits;
  }

  /**
   * Fetches a file under its own name.
   *
   * @param folder where it goes; emptied by the caller
   * @throws FeedException where it cannot be had, in words without what is secret in the address
   */
  public Path fetch(WebAddress address, Path folder) {
    long until = System.nanoTime() + limits.whole().toNanos();
    WebAddress at = address;
    try {
      for (int hops = 0; hops <= DownloadLimits.MAX_REDIRECTS; hops++) {
        HttpURLConnection connection = ask(at, address);
        try {
          int code = connection.getResponseCode();
          if (code < FIRST_GOOD) {
            throw failed(address, "the server does not answer in HTTP");
          }
          if (code < FIRST_REDIRECT) {
            return keep(connection, address, folder.resolve(address.fileName()), until);
          }
          if (code >= FIRST_ERROR) {
            throw failed(address, "the server answers with status " + code);
          }
          at = next(at, connection, address);
        } finally {
          connection.disconnect();
        }
      }
    } catch (IOException e) {
      throw failed(address, words(e));
    }
    throw failed(
        address,
        "the server points elsewhere more than %d times".formatted(DownloadLimits.MAX_REDIRECTS));
  }

  private HttpURLConnection ask(WebAddress at, WebAddress first) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) at.location().openConnection();
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout((int) limits.silence().toMillis());
    connection.setReadTimeout((int) limits.silence().toMillis());
    connection.setUseCaches(false);
    connection.setRequestProperty("Accept-Encoding", "identity");
    if (at.sameServer(first)) {
      first.authorization().ifPresent(it -> connection.setRequestProperty("Authorization", it));
    }
    return connection;
  }

  private static WebAddress next(WebAddress at, HttpURLConnection connection, WebAddress first) {
    Optional<WebAddress> target =
        Optional.ofNullable(connection.getHeaderField("Location")).flatMap(at::pointingTo);
    WebAddress found =
        target.orElseThrow(
            () -> failed(first, "the server points to what is no http or https address"));
    if (at.encrypted() && !found.encrypted()) {
      throw failed(first, "the server points from https to " + found + ", which is not encrypted");
    }
    return found;
  }

  private Path keep(HttpURLConnection connection, WebAddress address, Path file, long until)
      throws IOException {
    long told = connection.getContentLengthLong();
    long most =
        Math.min(limits.maxBytes(), Files.getFileStore(file.getParent()).getUsableSpace() / 2);
    if (told > most) {
      throw failed(
          address,
          "it has %,d bytes, and %,d are allowed (--max-download, or half of the free space)"
              .formatted(told, most));
    }
    boolean whole = false;
    try (InputStream in = connection.getInputStream();
        OutputStream out = Files.newOutputStream(file)) {
      long bytes = copy(in, out, address, most, until);
      if (told >= 0 && bytes < told) {
        throw failed(address, "the connection ended after %,d of %,d bytes".formatted(bytes, told));
      }
      whole = true;
    } finally {
      if (!whole) {
        Files.deleteIfExists(file);
      }
    }
    if (connection.getLastModified() > 0) {
      Files.setLastModifiedTime(file, FileTime.fromMillis(connection.getLastModified()));
    }
    return file;
  }

  private long copy(InputStream in, OutputStream out, WebAddress address, long most, long until)
      throws IOException {
    byte[] step = new byte[STEP_BYTES];
    long bytes = 0;
    for (int count = in.read(step); count >= 0; count = in.read(step)) {
      bytes += count;
      if (bytes > most) {
        throw failed(
            address,
            "more than the %,d bytes came that are allowed (--max-download, or half of the free space)"
                .formatted(most));
      }
      if (System.nanoTime() - until > 0) {
        throw failed(
            address,
            "it had not come as a whole after %,d s (--download-timeout), only %,d bytes of it"
                .formatted(limits.whole().toSeconds(), bytes));
      }
      out.write(step, 0, count);
    }
    return bytes;
  }

  private static FeedException failed(WebAddress address, String why) {
    return new FeedException(address + " cannot be read: " + why);
  }

  /** The messages of the JDK's exceptions may hold the whole address. */
  private String words(IOException e) {
    if (e instanceof SocketTimeoutException) {
      return "nothing came for %,d s".formatted(limits.silence().toSeconds());
    }
    if (e instanceof UnknownHostException) {
      return "there is no such server";
    }
    if (e instanceof ConnectException) {
      return "no connection to the server";
    }
    return e instanceof SSLException
        ? "no encrypted connection to the server: " + e.getMessage()
        : "the connection failed (" + e.getClass().getSimpleName() + ")";
  }
}
