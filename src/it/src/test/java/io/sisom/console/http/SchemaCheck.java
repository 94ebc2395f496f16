package io.sisom.console.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds JSON against the schemas of an OpenAPI file: of JSON Schema what that file uses. An unknown
 * keyword is a complaint, so that nothing passes unlooked at.
 */
final class SchemaCheck {
  private static final List<String> ANNOTATIONS =
      List.of("description", "format", "default", "minLength", "maxLength", "minimum", "maximum");

  private final JsonNode openapi;
  private final List<String> complaints = new ArrayList<>();

  private SchemaCheck(JsonNode openapi) {
    this.openapi = openapi;
  }

  /** What is wrong with a value; nothing where it fits. */
  static List<String> complaints(JsonNode openapi, JsonNode schema, JsonNode value) {
    SchemaCheck check = new SchemaCheck(openapi);
    check.check("$", schema, value);
    return check.complaints;
  }

  private void check(String at, JsonNode schema, JsonNode value) {
    schema
        .properties()
        .forEach(keyword -> keyword(at, schema, keyword.getKey(), keyword.getValue(), value));
  }

  private void keyword(String at, JsonNode schema, String name, JsonNode of, JsonNode value) {
    switch (name) {
      case "$ref" -> check(at, openapi.at(of.asText().substring(1)), value);
      case "type" -> {
        if (!isA(of, value)) {
          complaints.add(at + " is no " + of + ": " + value);
        }
      }
      case "enum" -> {
        boolean found = false;
        for (JsonNode allowed : of) {
          found |= allowed.equals(value);
        }
        if (!found) {
          complaints.add(at + " is none of " + of + ": " + value);
        }
      }
      case "required" ->
          of.forEach(
              field -> {
                if (value.isObject() && !value.has(field.asText())) {
                  complaints.add(at + " lacks " + field);
                }
              });
      case "properties" ->
          of.properties()
              .forEach(
                  property -> {
                    if (value.has(property.getKey())) {
                      check(
                          at + "." + property.getKey(),
                          property.getValue(),
                          value.get(property.getKey()));
                    }
                  });
      case "additionalProperties" ->
          value
              .properties()
              .forEach(
                  field -> {
                    if (!schema.path("properties").has(field.getKey())) {
                      if (of.isObject()) {
                        check(at + "." + field.getKey(), of, field.getValue());
                      } else {
                        complaints.add(at + " has the unknown field " + field.getKey());
                      }
                    }
                  });
      case "items" -> {
        for (int i = 0; i < value.size(); i++) {
          check(at + "[" + i + "]", of, value.get(i));
        }
      }
      default -> {
        if (!ANNOTATIONS.contains(name)) {
          complaints.add(at + ": this check does not know " + name);
        }
      }
    }
  }

  private static boolean isA(JsonNode types, JsonNode value) {
    if (types.isArray()) {
      for (JsonNode type : types) {
        if (isA(type, value)) {
          return true;
        }
      }
      return false;
    }
    return switch (types.asText()) {
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "array" -> value.isArray();
      case "object" -> value.isObject();
      case "null" -> value.isNull();
      default -> false;
    };
  }
}
