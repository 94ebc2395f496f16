package io.sisom.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Schemas that earlier versions wrote with: what is on a topic or in a state store outlives an
 * upgrade. Each is a resource {@code earlier/TYPE-N.avsc}, N = 1, 2 ..., never changed once
 * released; a change of {@code schemas/} adds the text that was current before.
 */
final class EarlierSchemas {
  private EarlierSchemas() {}

  /** Oldest first; none where the type never changed. */
  static List<Schema> of(String type) {
    List<Schema> schemas = new ArrayList<>();
    for (int n = 1; ; n++) {
      String name = "earlier/" + type + "-" + n + ".avsc";
      try (InputStream in = EarlierSchemas.class.getResourceAsStream(name)) {
        if (in == null) {
          return schemas;
        }
        schemas.add(new Schema.Parser().parse(in));
      } catch (IOException e) {
        throw new UncheckedIOException("the program's own resource " + name + " is unreadable", e);
      }
    }
  }
}
