package io.sisom.training;

import io.sisom.network.ModelBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Temporary folders of learned networks, kept until their version is on the topic. */
final class ModelFolder {
  private static final String PREFIX = "model-";

  private ModelFolder() {}

  /** A new one in {@code dir}. */
  static Path make(Path dir) throws IOException {
    return Files.createTempDirectory(Files.createDirectories(dir), PREFIX);
  }

  /** Deletes one with the two files it may hold. */
  static void delete(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve("model.pt"));
    Files.deleteIfExists(folder.resolve("model.json"));
    Files.deleteIfExists(folder);
  }

  /** Deletes the folder of a bundle that was learned here; any other bundle stays where it is. */
  static void deleteOf(ModelBundle bundle) throws IOException {
    Path folder = bundle.torchScript().toAbsolutePath().getParent();
    if (folder != null && String.valueOf(folder.getFileName()).startsWith(PREFIX)) {
      delete(folder);
    }
  }
}
