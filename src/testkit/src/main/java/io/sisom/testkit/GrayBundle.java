package io.sisom.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** A small network of one channel and two classes, made by {@code ops/exporter/zoo.py}. */
public final class GrayBundle {
  private static final List<String> FILES =
      List.of(
          "model.json",
          "model.pt",
          "frames.bin",
          "expected.json",
          "picture-0.png",
          "picture-1.png",
          "picture-2.png",
          "picture-3.png");

  private GrayBundle() {}

  /** Writes bundle, pictures and what Python says of them to a folder, and returns it. */
  public static Path unpack(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (String name : FILES) {
      String resource = "/io/sisom/testkit/grey/" + name;
      try (InputStream in = GrayBundle.class.getResourceAsStream(resource)) {
        Files.copy(Objects.requireNonNull(in, resource), folder.resolve(name));
      }
    }
    return folder;
  }
}
