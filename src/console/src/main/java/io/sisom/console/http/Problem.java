package io.sisom.console.http;

import io.javalin.http.Context;
import io.sisom.console.json.Json;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a request met instead of its answer; leaves as JSON problem details (RFC 9457). Never leaves
 * this package as an exception.
 */
final class Problem extends RuntimeException {
  static final String CONTENT_TYPE = "application/problem+json";
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String reason;
  private final transient Map<String, String> headers = new TreeMap<>();

  /**
   * A problem.
   *
   * @param reason one word or a few with dashes, for programs
   * @param detail a sentence for people
   */
  Problem(int status, String reason, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.reason = reason;
  }

  static Problem badRequest(String detail) {
    return new Problem(400, "bad-request", detail);
  }

  int status() {
    return status;
  }

  String reason() {
    return reason;
  }

  String detail() {
    return String.valueOf(getMessage());
  }

  /** With a header that its answer needs. */
  Problem with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  Map<String, String> headers() {
    return headers;
  }

  byte[] json() {
    return Json.bytes(new Details("about:blank", reason, status, detail()));
  }

  /** What RFC 9457 calls problem details. */
  record Details(String type, String title, int status, String detail) {}

  void answer(Context ctx) {
    headers.forEach(ctx::header);
    ctx.status(status).contentType(CONTENT_TYPE).result(json());
  }
}
