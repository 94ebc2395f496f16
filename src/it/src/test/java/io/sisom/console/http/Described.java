package io.sisom.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;

/** Holds answers against what the OpenAPI file says of them. */
final class Described {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Described() {}

  /** The JSON of an answer that is as described, with status 200. */
  static JsonNode good(HttpResponse<String> response, String method, String path) throws Exception {
    assertThat(response.statusCode()).as("%s %s", path, response.body()).isEqualTo(200);
    JsonNode openapi = JSON.readTree(Resources.read("openapi.json"));
    JsonNode operation = openapi.path("paths").path(path).path(method);
    JsonNode schema =
        operation.path("responses").path("200").path("content").path("application/json");
    assertThat(schema.isMissingNode()).as("%s %s is not described", method, path).isFalse();
    JsonNode json = JSON.readTree(response.body());
    assertThat(SchemaCheck.complaints(openapi, schema.path("schema"), json)).as(path).isEmpty();
    return json;
  }
}
