package io.sisom.training;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder with files of rows of all networks, bounded: where a new file would go beyond the bound,
 * the ones that were not used for the longest time are deleted. One process has it at a time; a
 * second one does without.
 */
final class RowFolder implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RowFolder.class);
  private static final String ENDING = ".rows";

  /** Files that the bound holds at least, so that little is lost with one. */
  private static final int FILES = 16;

  private static final long LARGEST_FILE = 256L << 20;

  private final Path folder;
  private final long maxBytes;
  private final Clock clock;
  private final FileChannel lockFile;

  private RowFolder(Path folder, long maxBytes, Clock clock, FileChannel lockFile) {
    this.folder = folder;
    this.maxBytes = maxBytes;
    this.clock = clock;
    this.lockFile = lockFile;
  }

  /**
   * Takes the folder; empty where nothing is to be kept or another process has it.
   *
   * @param folder made where it is missing
   * @param maxBytes of all files
   */
  static Optional<RowFolder> open(Path folder, long maxBytes, Clock clock) {
    if (maxBytes <= 0) {
      return Optional.empty();
    }
    try {
      Files.createDirectories(folder);
      FileChannel file =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (isTaken(file)) {
        file.close();
        log.atWarn()
            .addKeyValue("folder", folder)
            .log("another process keeps features here; this one keeps none on disk");
        return Optional.empty();
      }
      return Optional.of(new RowFolder(folder, maxBytes, clock, file));
    } catch (IOException e) {
      log.atWarn()
          .addKeyValue("folder", folder)
          .addKeyValue("reason", e)
          .log("no features can be kept on disk");
      return Optional.empty();
    }
  }

  private static boolean isTaken(FileChannel file) throws IOException {
    try {
      FileLock lock = file.tryLock();
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true;
    }
  }

  /** Bytes up to which one file is filled. */
  long fileBytes() {
    return Math.min(LARGEST_FILE, Math.max(1, maxBytes / FILES));
  }

  /** Files of a network, the oldest first, marked as used; those that are none are deleted. */
  List<RowSegment> segments(byte[] network) throws IOException {
    List<RowSegment> found = new ArrayList<>();
    for (Path path : files()) {
      try {
        RowSegment segment = RowSegment.open(path);
        if (Arrays.equals(segment.layout().network(), network)) {
          // In their order still, behind all of other networks.
          long used = clock.millis() + found.size();
          Files.setLastModifiedTime(path, FileTime.fromMillis(used));
          found.add(segment);
        } else {
          segment.close();
        }
      } catch (IOException e) {
        log.atWarn()
            .addKeyValue("file", path)
            .addKeyValue("reason", e)
            .log("damaged file of features deleted; they are computed again");
        Files.deleteIfExists(path);
      }
    }
    return found;
  }

  /**
   * Deletes the files that were not used for the longest time, until a new one has room.
   *
   * @return which those are
   */
  Set<Path> makeRoom() throws IOException {
    List<Path> all = files();
    long sum = fileBytes();
    for (Path path : all) {
      sum += Files.size(path);
    }
    Set<Path> gone = new HashSet<>();
    for (Path path : all) {
      if (sum > maxBytes) {
        sum -= Files.size(path);
        Files.delete(path);
        gone.add(path);
      }
    }
    return gone;
  }

  /** A new, empty file. */
  RowSegment create(RowSegment.Layout layout) throws IOException {
    return RowSegment.create(folder.resolve(UUID.randomUUID() + ENDING), layout);
  }

  /** All files, the one that was not used for the longest time first. */
  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> path.getFileName().toString().endsWith(ENDING))
          .sorted(Comparator.comparing(RowFolder::used).thenComparing(path -> path))
          .toList();
    }
  }

  private static FileTime used(Path path) {
    try {
      return Files.getLastModifiedTime(path);
    } catch (IOException e) {
      return FileTime.fromMillis(0); // gone meanwhile, so the first to do without
    }
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}
