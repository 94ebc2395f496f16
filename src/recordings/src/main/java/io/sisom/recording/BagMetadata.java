package io.sisom.recording;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * What a rosbag2 folder's {@code metadata.yaml} says of its files. It comes from a stranger: read
 * as plain values, bounded, without references.
 *
 * @param files names as listed, in order; relative to the folder, or to the one above it in old
 *     versions
 * @param remarks on its compression, or on what is wrong with it
 */
record BagMetadata(List<String> files, List<String> remarks) {
  static final String NAME = "metadata.yaml";
  private static final int MAX_BYTES = 8 << 20;
  private static final int MAX_DEPTH = 32;
  private static final int MAX_FILES = 100_000;
  private static final int MAX_WORD_CHARS = 40;

  static BagMetadata read(Path file) throws IOException {
    byte[] yaml;
    try (InputStream in = Files.newInputStream(file)) {
      yaml = in.readNBytes(MAX_BYTES + 1);
    }
    if (yaml.length > MAX_BYTES) {
      return unreadable("it is larger than %,d bytes".formatted(MAX_BYTES));
    }
    try {
      JsonNode root = mapper().readTree(yaml);
      JsonNode said = root == null ? null : root.get("rosbag2_bagfile_information");
      if (said == null) {
        return unreadable("it has no rosbag2_bagfile_information");
      }
      List<String> files = new ArrayList<>();
      for (JsonNode name : said.path("relative_file_paths")) {
        if (files.size() < MAX_FILES && name.isTextual()) {
          files.add(name.textValue());
        }
      }
      String mode = said.path("compression_mode").asText("");
      String format = said.path("compression_format").asText("");
      List<String> remarks = new ArrayList<>();
      if (!mode.isEmpty() && !mode.equalsIgnoreCase("none")) {
        remarks.add("compression: " + shortened(mode) + ", " + shortened(format));
      }
      return new BagMetadata(files, remarks);
    } catch (IOException | RuntimeException e) {
      return unreadable("it is no YAML that this program reads");
    }
  }

  private static ObjectMapper mapper() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_BYTES);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setMaxAliasesForCollections(0);
    return new ObjectMapper(
        YAMLFactory.builder()
            .loaderOptions(options)
            .streamReadConstraints(
                StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build());
  }

  private static BagMetadata unreadable(String why) {
    return new BagMetadata(List.of(), List.of(NAME + " is not used: " + why));
  }

  private static String shortened(String text) {
    return text.length() <= MAX_WORD_CHARS ? text : text.substring(0, MAX_WORD_CHARS) + "…";
  }
}
