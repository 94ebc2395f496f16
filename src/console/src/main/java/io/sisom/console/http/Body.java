package io.sisom.console.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import io.sisom.console.json.Json;
import io.sisom.text.Names;
import io.sisom.web.ClientTimeouts;
import io.sisom.web.TimedBodyInput;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields of a request's body, JSON or form, bounded and checked. */
final class Body {
  /** Largest body of a command, bytes. */
  static final int LARGEST = 64 << 10;

  private static final int LONGEST_ID = 256;

  private final Map<String, String> fields;

  private Body(Map<String, String> fields) {
    this.fields = fields;
  }

  /** The JSON object of a request, with no fields but these, all strings. */
  static Body json(Context ctx, Set<String> known) {
    if (!String.valueOf(ctx.contentType()).startsWith("application/json")) {
      throw new Problem(415, "not-json", "Content-Type must be application/json");
    }
    Map<String, String> fields = new HashMap<>();
    Iterator<Map.Entry<String, JsonNode>> given =
        object(bytes(ctx, LARGEST)).properties().iterator();
    while (given.hasNext()) {
      Map.Entry<String, JsonNode> field = given.next();
      if (!known.contains(field.getKey()) || !field.getValue().isTextual()) {
        throw Problem.badRequest("the body's fields are strings: " + String.join(", ", known));
      }
      String value = field.getValue().asText();
      if (value.isBlank()) {
        // What a program wanted to say and could not must not pass for what it leaves out.
        throw Problem.badRequest(field.getKey() + " is empty; leave out what is not meant");
      }
      fields.put(field.getKey(), value);
    }
    return new Body(fields);
  }

  private static JsonNode object(byte[] body) {
    try {
      JsonNode read = Json.read(body);
      if (read == null || !read.isObject()) {
        throw Problem.badRequest("the body must be a JSON object");
      }
      return read;
    } catch (IOException e) {
      throw Problem.badRequest("the body is not JSON");
    }
  }

  /** The fields of an HTML form, where an empty one is one that nobody filled in. */
  static Body form(Context ctx) {
    Map<String, String> fields = new HashMap<>();
    for (String pair : new String(bytes(ctx, LARGEST), StandardCharsets.UTF_8).split("&", -1)) {
      int split = pair.indexOf('=');
      if (split > 0) {
        fields.put(decoded(pair.substring(0, split)), decoded(pair.substring(split + 1)));
      }
    }
    return new Body(fields);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("the form is not URL-encoded");
    }
  }

  /** The body, no longer than {@code most}. */
  static byte[] bytes(Context ctx, int most) {
    try (InputStream in = stream(ctx, most)) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        throw tooLarge(most);
      }
      return bytes;
    } catch (IOException e) {
      throw unread(e);
    }
  }

  /**
   * The body as it comes, which may not come too slowly.
   *
   * @param most bytes that it may say it has; whoever reads counts what really comes
   */
  static InputStream stream(Context ctx, int most) {
    if (ctx.req().getContentLengthLong() > most) {
      throw tooLarge(most);
    }
    return new TimedBodyInput(ctx.bodyInputStream(), ClientTimeouts.USUAL);
  }

  static Problem tooLarge(int most) {
    return new Problem(413, "too-large", "the body has more than " + most + " bytes");
  }

  /** Why a body could not be read to its end. */
  static Problem unread(IOException e) {
    return e instanceof SocketTimeoutException
        ? new Problem(408, "too-slow", "the body came too slowly")
        : Problem.badRequest("the body ended early");
  }

  Optional<String> find(String field) {
    return Optional.ofNullable(fields.get(field)).filter(value -> !value.isBlank());
  }

  String annotator() {
    return annotator(find("annotator").orElse(""));
  }

  static String annotator(String given) {
    return Names.annotator(given)
        .orElseThrow(
            () ->
                Problem.badRequest(
                    "annotator must be a name of 1 to %d characters on one line, without |"
                        .formatted(Names.MAX_ANNOTATOR_LENGTH)));
  }

  String label() {
    return label(find("label").orElse(""));
  }

  static String label(String given) {
    return Names.label(given)
        .orElseThrow(
            () ->
                Problem.badRequest(
                    "label must be a name of 1 to %d characters on one line"
                        .formatted(Names.MAX_LABEL_LENGTH)));
  }

  String frameId() {
    return frameId(find("frameId").orElse(""));
  }

  static String frameId(String given) {
    if (given.isBlank() || given.length() > LONGEST_ID) {
      throw Problem.badRequest("frameId must have 1 to " + LONGEST_ID + " characters");
    }
    return given;
  }
}
