package io.sisom.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A file system in memory that is full soon; tests that need it are skipped where none can be
 * mounted.
 */
public final class SmallDisk implements AutoCloseable {
  private final Path path;

  private SmallDisk(Path path) {
    this.path = path;
  }

  /** Of so many KiB, at a new folder. */
  public static SmallDisk mount(Path path, int kib) throws Exception {
    Files.createDirectories(path);
    boolean mounted =
        run("mount", "-t", "tmpfs", "-o", "size=" + kib + "k", "tmpfs", path.toString());
    assumeTrue(mounted, "skipped: no file system may be mounted here");
    return new SmallDisk(path);
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** Makes it larger. */
  public void grow(int kib) throws Exception {
    if (!run("mount", "-o", "remount,size=" + kib + "k", path.toString())) {
      throw new IOException("the file system at " + path + " could not be made larger");
    }
  }

  private static boolean run(String... command) throws Exception {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // no such program
    }
  }

  @Override
  public void close() throws Exception {
    if (!run("umount", path.toString())) {
      throw new IOException("the file system at " + path + " is still in use");
    }
  }
}
