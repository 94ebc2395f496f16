package io.sisom.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * Holds the text of a schema that came from outside to bounds before anything is read by it. What
 * is dangerous in a schema is not its text but what reading by it does: a type within itself is as
 * deep as its data says; a type used twice, within a type used twice, doubles the work at each
 * level; items without bytes cost nothing to claim; and a property may name a Java class.
 */
final class SchemaBounds {
  /** Longest text, bytes. */
  static final int MAX_BYTES = 64 << 10;

  /** Deepest nesting of brackets in the text. */
  static final int MAX_NESTING = 64;

  /** Deepest nesting of types. */
  static final int MAX_DEPTH = 24;

  /** Most types, each counted as often as it is used. */
  static final int MAX_TYPES = 2_000;

  private static final String NAMESPACE = "io.sisom.schema";
  private static final Set<String> CLASS_PROPERTIES =
      Set.of("java-class", "java-key-class", "java-element-class");

  private final Deque<String> within = new ArrayDeque<>();
  private int types;

  private SchemaBounds() {}

  /**
   * The schema in its parsing form.
   *
   * @throws IOException where it is refused; the message ends a sentence
   */
  static Schema read(byte[] text, long fingerprint) throws IOException {
    if (text.length > MAX_BYTES) {
      throw new IOException("has " + text.length + " bytes, more than " + MAX_BYTES);
    }
    requireShallow(text);
    Schema schema = parse(new String(text, StandardCharsets.UTF_8));
    new SchemaBounds().check(schema);
    if (schema.getType() != Schema.Type.RECORD) {
      throw new IOException("is no record");
    }
    long own = SchemaNormalization.parsingFingerprint64(schema);
    if (own != fingerprint) {
      throw new IOException("has the fingerprint %016x, not that of its key".formatted(own));
    }
    return parse(SchemaNormalization.toParsingForm(schema));
  }

  /**
   * Avro tells most faulty texts by an exception of its own, but not all: a text that is one quoted
   * name ends in a null pointer in Avro 1.12. Whatever the parser throws, the text is no schema.
   */
  private static Schema parse(String text) throws IOException {
    try {
      return new Schema.Parser().parse(text);
    } catch (RuntimeException e) {
      throw new IOException("is no Avro schema", e);
    }
  }

  /** Parsers go down by recursion, so the depth is known before one begins. */
  private static void requireShallow(byte[] text) throws IOException {
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length; i++) {
      byte c = text[i];
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == '{' || c == '[')) {
        depth++;
      } else if (!quoted && (c == '}' || c == ']')) {
        depth--;
      }
      if (depth > MAX_NESTING) {
        throw new IOException("is nested deeper than " + MAX_NESTING);
      }
    }
  }

  /** Whether a value may take no byte at all. */
  private boolean check(Schema schema) throws IOException {
    if (++types > MAX_TYPES) {
      throw new IOException("has more than " + MAX_TYPES + " types");
    }
    requireNoClass(schema);
    return switch (schema.getType()) {
      case RECORD -> record(schema);
      case ARRAY -> {
        if (deeper(schema, "array", schema.getElementType())) {
          throw new IOException("has an array whose items take no bytes");
        }
        yield false;
      }
      case MAP -> {
        deeper(schema, "map", schema.getValueType());
        yield false;
      }
      case UNION -> {
        for (Schema branch : schema.getTypes()) {
          deeper(schema, "union", branch);
        }
        yield false;
      }
      case ENUM -> {
        requireOurs(schema);
        yield false;
      }
      case FIXED -> {
        requireOurs(schema);
        yield schema.getFixedSize() == 0;
      }
      case NULL -> true;
      default -> false;
    };
  }

  private boolean record(Schema schema) throws IOException {
    requireOurs(schema);
    if (within.contains(schema.getFullName())) {
      throw new IOException("has the type " + schema.getName() + " within itself");
    }
    boolean empty = true;
    for (Schema.Field field : schema.getFields()) {
      requireNoClass(field);
      empty &= deeper(schema, schema.getFullName(), field.schema());
    }
    return empty;
  }

  private boolean deeper(Schema outer, String name, Schema inner) throws IOException {
    if (within.size() >= MAX_DEPTH) {
      throw new IOException(
          "has types nested deeper than " + MAX_DEPTH + ", in a " + outer.getType().getName());
    }
    within.push(name);
    try {
      return check(inner);
    } finally {
      within.pop();
    }
  }

  private static void requireOurs(Schema named) throws IOException {
    if (!NAMESPACE.equals(named.getNamespace())) {
      throw new IOException("has a type outside the namespace " + NAMESPACE);
    }
  }

  private static void requireNoClass(JsonProperties properties) throws IOException {
    for (String name : CLASS_PROPERTIES) {
      if (properties.getObjectProp(name) != null) {
        throw new IOException("names a Java class in " + name);
      }
    }
  }
}
