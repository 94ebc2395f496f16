package io.sisom.cli;

import io.sisom.cli.demo.TemporaryFolder;
import java.nio.file.Path;
import java.util.List;

/**
 * Files of this machine, some of them fetched for a while.
 *
 * @param problems what could not be fetched, in words
 * @param fetched where those lie that were fetched
 */
record LocalFiles(List<Path> paths, List<String> problems, TemporaryFolder fetched)
    implements AutoCloseable {
  LocalFiles {
    paths = List.copyOf(paths);
    problems = List.copyOf(problems);
  }

  @Override
  public void close() {
    fetched.close();
  }
}
