package io.sisom.version;

import io.sisom.wire.WriterSchemas;
import java.util.Map;

/**
 * Where versions lie.
 *
 * @param client Kafka client settings, at least {@code bootstrap.servers}
 * @param name the topic's name; it may be made later
 * @param schemas of manifests that other versions of this program wrote; the caller closes it
 */
public record ReferenceTopic(Map<String, ?> client, String name, WriterSchemas schemas) {
  /** Copies the settings. */
  public ReferenceTopic {
    client = Map.copyOf(client);
  }
}
