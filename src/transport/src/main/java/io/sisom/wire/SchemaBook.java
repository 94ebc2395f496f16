package io.sisom.wire;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the records of the topic of schemas say. A fingerprint names one schema and no other, so a
 * good one is never replaced; what is refused is counted and leaves it as it was. For one thread.
 */
final class SchemaBook {
  /** Most schemas; what comes after them is refused. */
  static final int MAX_SCHEMAS = 256;

  private static final int MAX_REASONS = 1_000;
  private static final int KEY_DIGITS = 16;
  private static final Logger log = LoggerFactory.getLogger(SchemaBook.class);

  private final Map<Long, Schema> schemas = new HashMap<>();
  private final Set<Long> spoiled = new HashSet<>();
  private final Map<Long, String> reasons =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, String> eldest) {
          return size() > MAX_REASONS;
        }
      };
  private long refused;

  /** Takes the next record. */
  void take(ConsumerRecord<String, byte[]> record) {
    Optional<Long> fingerprint = fingerprint(record.key());
    byte[] text = record.value();
    if (fingerprint.isEmpty()) {
      refuse(record, "its key is not a fingerprint in 16 hexadecimal digits");
    } else if (text == null) {
      spoiled.add(fingerprint.get());
    } else {
      take(record, fingerprint.get(), text);
    }
    if (spoiled.size() > MAX_REASONS) {
      spoiled.clear();
    }
  }

  private void take(ConsumerRecord<String, byte[]> record, long fingerprint, byte[] text) {
    try {
      Schema schema = SchemaBounds.read(text, fingerprint);
      if (schemas.size() >= MAX_SCHEMAS && !schemas.containsKey(fingerprint)) {
        throw new IOException("comes after " + MAX_SCHEMAS + " others, and more are not kept");
      }
      schemas.putIfAbsent(fingerprint, schema);
      spoiled.remove(fingerprint);
      reasons.remove(fingerprint);
    } catch (IOException e) {
      spoiled.add(fingerprint);
      reasons.put(fingerprint, String.valueOf(e.getMessage()));
      refuse(record, String.valueOf(e.getMessage()));
    }
  }

  private void refuse(ConsumerRecord<String, byte[]> record, String reason) {
    refused++;
    if (refused <= MAX_REASONS) {
      log.atWarn()
          .addKeyValue("topic", record.topic())
          .addKeyValue("offset", record.offset())
          .addKeyValue("reason", reason)
          .log("a schema is refused");
    }
  }

  private static Optional<Long> fingerprint(@Nullable String key) {
    if (key == null || key.length() != KEY_DIGITS) {
      return Optional.empty();
    }
    return key.chars().allMatch(HexFormat::isHexDigit)
        ? Optional.of(HexFormat.fromHexDigitsToLong(key))
        : Optional.empty();
  }

  Optional<Schema> schema(long fingerprint) {
    return Optional.ofNullable(schemas.get(fingerprint));
  }

  /** Why there is none, where one was refused. */
  Optional<String> reason(long fingerprint) {
    return Optional.ofNullable(reasons.get(fingerprint));
  }

  /** Whether whoever reads the topic from now on finds the schema. */
  boolean stands(long fingerprint) {
    return schemas.containsKey(fingerprint) && !spoiled.contains(fingerprint);
  }

  /** Records that were refused so far. */
  long refused() {
    return refused;
  }
}
