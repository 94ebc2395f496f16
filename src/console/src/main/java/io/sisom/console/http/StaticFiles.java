package io.sisom.console.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** Scripts and styles of the pages: files of the program's own and of web jars, no others. */
final class StaticFiles {
  /** Where they are served; open to all, since the login page needs its style. */
  static final String FOLDER = "/static/";

  private static final List<String> OWN =
      List.of(
          "console.css",
          "dom.js",
          "episode.js",
          "icon.svg",
          "label-api.js",
          "label-classes.js",
          "label-context.js",
          "label-explain.js",
          "label-find.js",
          "label-keys.js",
          "label-kept-keys.js",
          "label-leases.js",
          "label-outbox.js",
          "label-saying.js",
          "label-words.js",
          "label-zoom.js",
          "label.css",
          "label.js",
          "live-parts.js",
          "live-plots.js",
          "live-sensors.js",
          "live.css",
          "live.js",
          "plots.js");

  private static final Map<String, String> UPLOT =
      Map.of("uplot.css", "uPlot.min.css", "uplot.js", "uPlot.esm.js");

  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  private StaticFiles() {}

  static List<Route> routes() {
    Stream<Route> own = OWN.stream().map(name -> route(name, Resources.read("static/" + name)));
    Stream<Route> uplot =
        UPLOT.entrySet().stream()
            .map(file -> route(file.getKey(), webjar("uplot", "dist/" + file.getValue())));
    return Stream.concat(own, uplot).toList();
  }

  private static Route route(String name, byte[] content) {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null) {
      throw new IllegalStateException("no content type is set for files like " + name);
    }
    String tag = '"' + hash(content) + '"';
    return Route.get(FOLDER + name, ctx -> serve(ctx, type, tag, content)).toAll();
  }

  /** Browsers keep a file and ask whether it is still the same. */
  private static void serve(Context ctx, String type, String tag, byte[] content) {
    ctx.header("Cache-Control", "no-cache").header("ETag", tag);
    if (tag.equals(ctx.header("If-None-Match"))) {
      ctx.status(HttpStatus.NOT_MODIFIED);
    } else {
      ctx.contentType(type).result(content);
    }
  }

  private static String hash(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** A file of a web jar, whose version is in its path. */
  private static byte[] webjar(String name, String file) {
    Properties pom = new Properties();
    String properties = "/META-INF/maven/org.webjars.npm/" + name + "/pom.properties";
    try (InputStream in = StaticFiles.class.getResourceAsStream(properties)) {
      if (in == null) {
        throw new IllegalStateException("the web jar " + name + " is not on the class path");
      }
      pom.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(properties + " is unreadable", e);
    }
    return Resources.read(
        "/META-INF/resources/webjars/%s/%s/%s".formatted(name, pom.getProperty("version"), file));
  }
}
