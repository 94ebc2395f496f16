package io.sisom.feed.download;

import io.sisom.feed.FeedException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a file lies on a web server, by http or https. Its words leave out what may be secret. */
public record WebAddress(URI uri) {
  private static final Pattern ANY_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:/.*");
  private static final Pattern UNUSUAL = Pattern.compile("[^A-Za-z0-9._-]");
  private static final int MAX_NAME_CHARS = 100;

  /** Checks it. */
  public WebAddress {
    if (!isWeb(uri)) {
      throw new FeedException(
          "only http:// and https:// addresses are read, not "
              + (uri.getScheme() == null ? "others" : uri.getScheme().toLowerCase(Locale.ROOT)));
    }
  }

  /** Whether a text is an address of any kind, rather than a path. */
  public static boolean looksLikeOne(String text) {
    return ANY_SCHEME.matcher(text).matches();
  }

  /**
   * Out of its text.
   *
   * @throws FeedException where it is no address, or not http or https
   */
  public static WebAddress parse(String text) {
    try {
      return new WebAddress(new URI(text));
    } catch (URISyntaxException e) {
      // The address itself may hold a password.
      throw new FeedException("the address is none: " + e.getReason());
    }
  }

  /** An address that a server points to; empty where it is none that is read. */
  Optional<WebAddress> pointingTo(String location) {
    try {
      URI target = uri.resolve(new URI(location));
      return isWeb(target) ? Optional.of(new WebAddress(target)) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  boolean encrypted() {
    return "https".equalsIgnoreCase(uri.getScheme());
  }

  boolean sameServer(WebAddress other) {
    return encrypted() == other.encrypted()
        && uri.getHost().equalsIgnoreCase(other.uri.getHost())
        && uri.getPort() == other.uri.getPort();
  }

  /** What the address says of its user, as a header; empty where it says nothing. */
  Optional<String> authorization() {
    return Optional.ofNullable(uri.getUserInfo())
        .map(it -> Base64.getEncoder().encodeToString(it.getBytes(StandardCharsets.UTF_8)))
        .map(it -> "Basic " + it);
  }

  /** What is asked for: without user, password and fragment. */
  URL location() throws MalformedURLException {
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return new URL(uri.getScheme(), uri.getHost(), uri.getPort(), path + query);
  }

  /** The file's name, with nothing in it that could lead elsewhere. */
  public String fileName() {
    String path = uri.getPath() == null ? "" : uri.getPath();
    String last = path.substring(path.lastIndexOf('/') + 1);
    String plain = UNUSUAL.matcher(last).replaceAll("_").replaceFirst("^\\.+", "");
    return plain.isEmpty()
        ? "download"
        : plain.substring(Math.max(0, plain.length() - MAX_NAME_CHARS));
  }

  /** For people: without user, password, query and fragment. */
  @Override
  public String toString() {
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    return uri.getScheme() + "://" + uri.getHost() + port + path;
  }

  private static boolean isWeb(URI uri) {
    String scheme = uri.getScheme();
    return ("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))
        && uri.getHost() != null;
  }
}
