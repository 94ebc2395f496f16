package io.sisom.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Real models, images and golden figures beside the project; tests that need them are skipped
 * without.
 */
public final class Shared {
  private static final Path ROOT = Path.of("../shared");

  private Shared() {}

  /** A model bundle's directory. */
  public static Path model(String name) {
    return existing(ROOT.resolve("models").resolve(name));
  }

  /** A file of the CIFAR-10 pack. */
  public static Path data(String name) {
    return existing(ROOT.resolve("data/cifar10-ood").resolve(name));
  }

  /** Folder of inputs that real use broke on. */
  public static Path cases() {
    return existing(ROOT.resolve("cases"));
  }

  /** A file of the real recordings and films; the facts on them are in {@code facts.json}. */
  public static Path feed(String name) {
    return existing(ROOT.resolve("feeds").resolve(name));
  }

  /** Golden figures. */
  public static JsonNode golden(String name) throws IOException {
    return new ObjectMapper().readTree(existing(ROOT.resolve("golden").resolve(name)).toFile());
  }

  private static Path existing(Path path) {
    assumeTrue(Files.isReadable(path), () -> "skipped: there is no " + path);
    return path;
  }
}
