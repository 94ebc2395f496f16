package io.sisom.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only what nobody has any more is cleared away. */
class PartialFolderTest {
  @TempDir private Path parent;

  @Test
  void isGoneWithAllThatIsInItWhenClosed() throws IOException {
    try (PartialFolder folder = PartialFolder.make(parent)) {
      half(folder.path());
    }
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void whatAKilledProcessLeftIsClearedByTheNext() throws Exception {
    Process killed = elsewhere();
    Path left = awaitFolder();
    half(left);

    try (PartialFolder folder = PartialFolder.make(parent)) {
      assertThat(left).as("the process lives").isDirectory();
      killed.destroyForcibly().waitFor();
      try (PartialFolder next = PartialFolder.make(parent)) {
        assertThat(left).doesNotExist();
        assertThat(folder.path()).as("of this process").isDirectory();
        assertThat(next.path()).isDirectory();
      }
    }
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void oneWithoutALockIsClearedOnceItIsOld() throws IOException {
    Path fresh = half(Files.createDirectory(parent.resolve("follower-123")));
    Path old = half(Files.createDirectory(parent.resolve("follower-456")));
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
    try (PartialFolder folder = PartialFolder.make(parent)) {
      assertThat(folder.path()).isDirectory();
      assertThat(old).doesNotExist();
      assertThat(fresh).isDirectory();
    }
  }

  private static Path half(Path folder) throws IOException {
    Path blob = Files.createDirectories(folder.resolve("a".repeat(64)));
    Files.write(blob.resolve("0"), new byte[100], StandardOpenOption.CREATE);
    return folder;
  }

  private Process elsewhere() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Follower.class.getName(),
            parent.toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private Path awaitFolder() throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.nanoTime() < deadline) {
      try (var files = Files.list(parent)) {
        var found = files.filter(Files::isDirectory).findFirst();
        if (found.isPresent()) {
          return found.get();
        }
      }
      Thread.sleep(20);
    }
    throw new AssertionError("the other process made no folder");
  }

  /** Another process that has a folder. */
  static final class Follower {
    public static void main(String[] arguments) throws Exception {
      try (PartialFolder folder = PartialFolder.make(Path.of(arguments[0]))) {
        Thread.sleep(Duration.ofMinutes(5).toMillis());
        throw new AssertionError(folder.path() + " was not left behind");
      }
    }
  }
}
