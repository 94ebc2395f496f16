package io.sisom.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The small network that ships with the project, trained on the simulated world's known kinds. */
public final class BundledModel {
  private static final String RESOURCES = "/io/sisom/demo/model/";

  private BundledModel() {}

  /** Unpacks the bundle into {@code dir}. */
  public static Path unpack(Path dir) throws IOException {
    Files.createDirectories(dir);
    for (String name : new String[] {"model.json", "model.pt"}) {
      try (InputStream in = BundledModel.class.getResourceAsStream(RESOURCES + name)) {
        if (in == null) {
          throw new IllegalStateException("the jar lacks " + RESOURCES + name + "; build it again");
        }
        Files.copy(in, dir.resolve(name));
      }
    }
    return dir;
  }
}
