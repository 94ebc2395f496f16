package io.sisom.recording.mcap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sisom.testkit.Shared;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Foxglove's conformance files give the records that their JSON says, in its order. */
class McapConformanceTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TestFactory
  Stream<DynamicTest> eachFileGivesTheRecordsThatItsJsonSays() throws IOException {
    return files().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getFileName().toString(),
                    () -> assertThat(read(file)).isEqualTo(expected(file))));
  }

  @Test
  void thereAre129OfThem() throws IOException {
    assertThat(files()).hasSize(129);
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(Shared.feed("mcap-conformance"))) {
      return files.filter(file -> file.toString().endsWith(".mcap")).sorted().toList();
    }
  }

  private static List<String> expected(Path file) throws IOException {
    Path json = file.resolveSibling(file.getFileName().toString().replace(".mcap", ".json"));
    List<String> records = new ArrayList<>();
    for (JsonNode record : JSON.readTree(json.toFile()).get("records")) {
      Map<String, String> fields = new TreeMap<>();
      for (JsonNode field : record.get("fields")) {
        fields.put(field.get(0).asText(), field.get(1).toString().replace("\"", ""));
      }
      records.add(record.get("type").asText() + fields);
    }
    return records;
  }

  private static List<String> read(Path file) throws IOException {
    List<String> records = new ArrayList<>();
    try (McapRecords in =
        new McapRecords(FileChannel.open(file), McapBounds.DEFAULT, McapDetail.ALL)) {
      for (McapRecord record = in.next(); record != null; record = in.next()) {
        boolean told =
            record instanceof McapRecord.Chunk
                || record instanceof McapRecord.Passed passed
                    && passed.opcode() == McapOpcode.MESSAGE_INDEX;
        if (!told) {
          records.add(written(record));
        }
      }
    }
    return records;
  }

  /** As the JSON has it: fields by name, numbers as text. */
  private static String written(McapRecord record) {
    Map<String, String> fields = new TreeMap<>();
    for (var component : record.getClass().getRecordComponents()) {
      try {
        String name =
            component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
        fields.put(name, value(component.getAccessor().invoke(record)));
      } catch (ReflectiveOperationException e) {
        throw new AssertionError(e);
      }
    }
    return record.getClass().getSimpleName() + fields;
  }

  private static String value(Object value) {
    if (value instanceof ByteBuffer bytes) {
      return IntStream.range(0, bytes.remaining())
          .mapToObj(i -> String.valueOf(bytes.get(bytes.position() + i) & 0xff))
          .collect(Collectors.joining(",", "[", "]"));
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> entry.getKey() + ":" + entry.getValue())
          .collect(Collectors.joining(",", "{", "}"));
    }
    return String.valueOf(value);
  }
}
