package io.sisom.version;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder for what is not complete yet, beside those of other processes; gone with all that is in
 * it when closed. One that a killed process left is deleted by the next: a lock tells the living
 * from the dead.
 */
final class PartialFolder implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PartialFolder.class);
  private static final String PREFIX = "follower-";
  private static final String LOCK = ".lock";

  /** After that a folder without a lock, as earlier versions made them, is nobody's any more. */
  private static final Duration UNLOCKED_LIFE = Duration.ofHours(1);

  private final Path path;
  private final Path lockFile;
  private final FileChannel lock;

  private PartialFolder(Path path, Path lockFile, FileChannel lock) {
    this.path = path;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /** Makes one in {@code parent} and clears what the dead have left there. */
  static PartialFolder make(Path parent) throws IOException {
    Files.createDirectories(parent);
    clearDead(parent);
    String name = PREFIX + UUID.randomUUID();
    Path lockFile = parent.resolve(name + LOCK);
    // The lock is there before the folder is, so that nobody takes the folder for a dead one's.
    FileChannel lock =
        FileChannel.open(lockFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    PartialFolder folder = new PartialFolder(parent.resolve(name), lockFile, lock);
    try {
      lock.lock();
      Files.createDirectory(folder.path);
      return folder;
    } catch (IOException e) {
      folder.close();
      throw e;
    }
  }

  Path path() {
    return path;
  }

  private static void clearDead(Path parent) throws IOException {
    List<Path> folders;
    try (Stream<Path> files = Files.list(parent)) {
      folders =
          files
              .filter(it -> it.getFileName().toString().startsWith(PREFIX))
              .filter(Files::isDirectory)
              .toList();
    }
    for (Path folder : folders) {
      try {
        clearIfDead(folder);
      } catch (IOException e) {
        log.atWarn()
            .addKeyValue("folder", folder)
            .setCause(e)
            .log("what a dead process left cannot be deleted");
      }
    }
  }

  private static void clearIfDead(Path folder) throws IOException {
    Path lockFile = folder.resolveSibling(folder.getFileName() + LOCK);
    try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
        FileLock held = channel.tryLock()) {
      if (held != null) {
        delete(folder);
        Files.deleteIfExists(lockFile);
      }
    } catch (OverlappingFileLockException e) {
      log.atDebug().addKeyValue("folder", folder).log("a follower of this process has it");
    } catch (NoSuchFileException e) {
      if (Files.getLastModifiedTime(folder)
          .toInstant()
          .isBefore(Instant.now().minus(UNLOCKED_LIFE))) {
        delete(folder);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Override
  public void close() throws IOException {
    try (lock) {
      if (Files.exists(path)) {
        delete(path);
      }
      Files.deleteIfExists(lockFile);
    }
  }
}
