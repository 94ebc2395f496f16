package io.sisom.network;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a machine shows of NVIDIA's cards before any library is asked. */
final class GpuSigns {
  /** NVIDIA numbers cards from 0. */
  private static final String NODES = "nvidia[0-9]*";

  private static final long MAX_DRIVER_BYTES = 1 << 16;

  private final Path root;

  /** Of the machine whose files are below {@code root}. */
  GpuSigns(Path root) {
    this.root = root;
  }

  /** Of this machine. */
  static GpuSigns here() {
    return new GpuSigns(Path.of("/"));
  }

  /** The kernel's driver, as it calls itself; empty where there is none. */
  Optional<String> driver() {
    Path file = root.resolve("proc/driver/nvidia/version");
    try {
      if (!Files.isReadable(file) || Files.size(file) > MAX_DRIVER_BYTES) {
        return Optional.empty();
      }
      return Files.readString(file).lines().findFirst().map(String::strip);
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /** Device nodes of cards, for example {@code /dev/nvidia0}. */
  List<String> cards() {
    List<String> cards = new ArrayList<>();
    Path devices = root.resolve("dev");
    if (!Files.isDirectory(devices)) {
      return cards;
    }
    try (DirectoryStream<Path> nodes = Files.newDirectoryStream(devices, NODES)) {
      nodes.forEach(node -> cards.add("/dev/" + node.getFileName()));
    } catch (IOException | DirectoryIteratorException e) {
      return cards;
    }
    cards.sort(null);
    return cards;
  }

  /** The CUDA runtime that DJL counts GPUs with; empty where the loader finds none. */
  static Optional<Path> cudaRuntime() {
    try {
      return Optional.ofNullable(NativeLibrary.getInstance("cudart").getFile())
          .map(java.io.File::toPath);
    } catch (UnsatisfiedLinkError e) {
      return Optional.empty();
    }
  }

  /** In words, what speaks for a card; empty where nothing does. */
  Optional<String> words() {
    List<String> signs = new ArrayList<>();
    driver().ifPresent(signs::add);
    signs.addAll(cards());
    return signs.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", signs));
  }
}
