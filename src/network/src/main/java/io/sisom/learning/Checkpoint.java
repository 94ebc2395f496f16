package io.sisom.learning;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sisom.method.Head;
import io.sisom.network.BundleException;
import io.sisom.network.ModelBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What whole epochs of a learning have brought, in a folder: the last network, the best one, their
 * heads and the figures. The state names the networks' hashes and is written last, so that a half
 * written checkpoint, or files another hand has changed, are not gone on from: TorchScript is code.
 */
final class Checkpoint {
  private static final Logger log = LoggerFactory.getLogger(Checkpoint.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final Key key;

  /** In {@code folder}, of a learning that is told from others by {@code key}. */
  Checkpoint(Path folder, Key key) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.key = key;
  }

  /** What must be the same to go on. */
  record Key(String base, List<String> labels, boolean fromScratch, String settings) {}

  /** How far a learning is. */
  record State(List<EpochFigures> epochs, Head last, Head best) {}

  private record Written(Key key, State state, String lastVersion, String bestVersion) {}

  /** The network after the last epoch. */
  Path lastFile() {
    return folder.resolve("last.pt");
  }

  /** The network after the best epoch. */
  Path bestFile() {
    return folder.resolve("best.pt");
  }

  private Path stateFile() {
    return folder.resolve("state.json");
  }

  /** The state to go on from; empty where there is none of this learning. */
  Optional<State> read() {
    if (!Files.exists(stateFile())) {
      return Optional.empty();
    }
    try {
      Written written = JSON.readValue(stateFile().toFile(), Written.class);
      if (written.key().equals(key)
          && written.lastVersion().equals(hash(lastFile()))
          && written.bestVersion().equals(hash(bestFile()))) {
        return Optional.of(written.state());
      }
      log.atInfo()
          .addKeyValue("folder", folder)
          .log("checkpoint is of another learning, passed over");
    } catch (IOException e) {
      log.atWarn()
          .addKeyValue("folder", folder)
          .addKeyValue("reason", e.getMessage())
          .log("checkpoint cannot be read, learning starts anew");
    }
    return Optional.empty();
  }

  /** The network after the last epoch, described as {@code base} is. */
  ModelBundle last(ModelBundle base) throws BundleException {
    return ModelBundle.of(base.descriptionFile(), lastFile());
  }

  /** Writes a network to a file. */
  interface Saver {
    /** All of it, in place of what was there. */
    void save(Path file) throws IOException;
  }

  /**
   * Keeps a state with the network after its last epoch, which may be the best. All is written
   * under other names first: on a full disk the state before stays.
   */
  void write(State state, boolean best, Saver network) throws IOException {
    Path newLast = beside(lastFile());
    Path newBest = beside(bestFile());
    Path newState = beside(stateFile());
    try {
      network.save(newLast);
      if (best) {
        Files.copy(newLast, newBest, StandardCopyOption.REPLACE_EXISTING);
      }
      String bestVersion = hash(best ? newBest : bestFile());
      JSON.writeValue(newState.toFile(), new Written(key, state, hash(newLast), bestVersion));
      replace(newLast, lastFile());
      if (best) {
        replace(newBest, bestFile());
      }
      replace(newState, stateFile());
    } finally {
      for (Path left : List.of(newLast, newBest, newState)) {
        Files.deleteIfExists(left);
      }
    }
  }

  private static Path beside(Path file) {
    return file.resolveSibling(file.getFileName() + ".new");
  }

  private static void replace(Path written, Path file) throws IOException {
    Files.move(written, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String hash(Path file) throws IOException {
    return ModelBundle.sha256(file);
  }

  /** Forgets everything. */
  void remove() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
