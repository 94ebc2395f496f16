package io.sisom.reference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JSON header of a safetensors file. Read as a stream and not as a tree, so that a hostile
 * header costs no more memory than a few times its own length.
 *
 * @param entries in the order of their data, back to back from 0
 */
record SafetensorsHeader(List<Entry> entries, Map<String, String> metadata) {
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();
  private static final String METADATA = "__metadata__";
  private static final int MAX_ENTRIES = 16_384;
  private static final int MAX_RANK = 16;

  /** One tensor: its data are the bytes {@code begin} (inclusive) to {@code end} (exclusive). */
  record Entry(String name, DType type, List<Long> shape, long begin, long end) {
    long bytes() {
      return end - begin;
    }
  }

  static SafetensorsHeader of(Safetensors file) {
    List<Entry> entries = new ArrayList<>();
    long at = 0;
    for (Map.Entry<String, Tensor> named : file.tensors().entrySet()) {
      if (named.getKey().equals(METADATA)) {
        throw new IllegalArgumentException("a tensor cannot be named " + METADATA);
      }
      Tensor tensor = named.getValue();
      long end = at + tensor.data().remaining();
      entries.add(new Entry(named.getKey(), tensor.type(), tensor.shape(), at, end));
      at = end;
    }
    return new SafetensorsHeader(entries, file.metadata());
  }

  /** The JSON, padded with spaces so that the data begin at a multiple of 8 bytes. */
  ByteBuffer encode() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        json.writeObjectFieldStart(METADATA);
        for (Map.Entry<String, String> text : metadata.entrySet()) {
          json.writeStringField(text.getKey(), text.getValue());
        }
        json.writeEndObject();
      }
      for (Entry entry : entries) {
        json.writeObjectFieldStart(entry.name());
        json.writeStringField("dtype", entry.type().name());
        writeLongs(json, "shape", entry.shape());
        writeLongs(json, "data_offsets", List.of(entry.begin(), entry.end()));
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    while (out.size() % Long.BYTES != 0) {
      out.write(' ');
    }
    if (out.size() > Safetensors.MAX_HEADER_BYTES || entries.size() > MAX_ENTRIES) {
      throw new IllegalArgumentException(
          "a header of " + out.size() + " bytes or " + entries.size() + " tensors is too large");
    }
    return ByteBuffer.wrap(out.toByteArray());
  }

  private static void writeLongs(JsonGenerator json, String name, List<Long> values)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (long value : values) {
      json.writeNumber(value);
    }
    json.writeEndArray();
  }

  /**
   * Reads and checks a header.
   *
   * @param dataBytes length of the data behind it, which the entries must fill exactly
   */
  static SafetensorsHeader decode(byte[] header, long dataBytes) throws SafetensorsException {
    List<Entry> entries = new ArrayList<>();
    Map<String, String> metadata = Map.of();
    InputStreamReader text =
        new InputStreamReader(
            new ByteArrayInputStream(header),
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
    try (JsonParser json = JSON.createParser(text)) {
      expect(json.nextToken(), JsonToken.START_OBJECT, "the header");
      Set<String> names = new HashSet<>();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        if (!names.add(name) || names.size() > MAX_ENTRIES) {
          throw new SafetensorsException(
              "tensor '" + brief(name) + "' is named twice, or there are over " + MAX_ENTRIES);
        }
        if (name.equals(METADATA)) {
          metadata = readMetadata(json);
        } else {
          entries.add(readEntry(json, name));
        }
      }
      if (json.nextToken() != null) {
        throw new SafetensorsException("the header goes on behind its closing brace");
      }
    } catch (IOException e) {
      throw new SafetensorsException("the header is not JSON in UTF-8: " + e.getMessage(), e);
    }
    entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    checkLayout(entries, dataBytes);
    return new SafetensorsHeader(List.copyOf(entries), metadata);
  }

  private static Map<String, String> readMetadata(JsonParser json)
      throws IOException, SafetensorsException {
    expect(json.nextToken(), JsonToken.START_OBJECT, METADATA);
    Map<String, String> metadata = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      expect(json.nextToken(), JsonToken.VALUE_STRING, METADATA + "." + brief(name));
      if (metadata.put(name, json.getText()) != null || metadata.size() > MAX_ENTRIES) {
        throw new SafetensorsException(
            "metadata '" + brief(name) + "' is named twice, or there are over " + MAX_ENTRIES);
      }
    }
    return metadata;
  }

  private static Entry readEntry(JsonParser json, String name)
      throws IOException, SafetensorsException {
    expect(json.nextToken(), JsonToken.START_OBJECT, "tensor '" + brief(name) + "'");
    DType type = null;
    List<Long> shape = null;
    List<Long> offsets = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      if (field.equals("dtype") && type == null) {
        type = readType(json, name);
      } else if (field.equals("shape") && shape == null) {
        shape = readLongs(json, name);
      } else if (field.equals("data_offsets") && offsets == null) {
        offsets = readLongs(json, name);
      } else {
        throw new SafetensorsException(
            "tensor '" + brief(name) + "': unknown or repeated field '" + brief(field) + "'");
      }
    }
    if (type == null || shape == null || offsets == null || offsets.size() != 2) {
      throw new SafetensorsException(
          "tensor '" + brief(name) + "' lacks dtype, shape or a pair of data_offsets");
    }
    return new Entry(name, type, shape, offsets.get(0), offsets.get(1));
  }

  private static DType readType(JsonParser json, String name)
      throws IOException, SafetensorsException {
    expect(json.nextToken(), JsonToken.VALUE_STRING, "dtype of '" + brief(name) + "'");
    String type = json.getText();
    return DType.named(type)
        .orElseThrow(
            () ->
                new SafetensorsException(
                    "tensor '" + brief(name) + "': dtype '" + brief(type) + "' is not supported"));
  }

  private static List<Long> readLongs(JsonParser json, String name)
      throws IOException, SafetensorsException {
    expect(json.nextToken(), JsonToken.START_ARRAY, "shape or offsets of '" + brief(name) + "'");
    List<Long> values = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      expect(json.currentToken(), JsonToken.VALUE_NUMBER_INT, "numbers of '" + brief(name) + "'");
      values.add(json.getLongValue());
      if (values.size() > MAX_RANK) {
        throw new SafetensorsException(
            "tensor '" + brief(name) + "' has over " + MAX_RANK + " dimensions");
      }
    }
    return values;
  }

  private static void checkLayout(List<Entry> entries, long dataBytes) throws SafetensorsException {
    long at = 0;
    for (Entry entry : entries) {
      if (entry.begin() != at || entry.end() < at || entry.end() > dataBytes) {
        throw new SafetensorsException(
            String.format(
                "tensor '%s' has data %d to %d where they should begin at %d and end by %d",
                brief(entry.name()), entry.begin(), entry.end(), at, dataBytes));
      }
      if (Tensor.sizeOf(entry.type(), entry.shape()) != entry.bytes()) {
        throw new SafetensorsException(
            String.format(
                "tensor '%s': %s of shape %s does not have %d bytes",
                brief(entry.name()), entry.type(), entry.shape(), entry.bytes()));
      }
      if (entry.bytes() > Integer.MAX_VALUE) {
        throw new SafetensorsException(
            "tensor '" + brief(entry.name()) + "' is over 2 GiB, more than one buffer holds");
      }
      at = entry.end();
    }
    if (at != dataBytes) {
      throw new SafetensorsException(
          "the file has " + dataBytes + " bytes of data, its tensors " + at);
    }
  }

  private static void expect(@Nullable JsonToken found, JsonToken wanted, String where)
      throws SafetensorsException {
    if (found != wanted) {
      throw new SafetensorsException(where + ": expected " + wanted + ", found " + found);
    }
  }

  private static String brief(String text) {
    return text.length() <= 64 ? text : text.substring(0, 64) + "...";
  }
}
