package io.sisom.cli;

import io.sisom.cli.demo.TemporaryFolder;
import io.sisom.feed.FeedException;
import io.sisom.feed.download.DownloadLimits;
import io.sisom.feed.download.Downloads;
import io.sisom.feed.download.WebAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What a user allows a file on a web server to cost. */
final class DownloadOptions {
  @Option(
      names = "--max-download",
      paramLabel = "BYTES",
      defaultValue = "4294967296",
      description =
          "Largest file that is fetched from a URL, and never more than half of the free space for"
              + " temporary files (default: ${DEFAULT-VALUE}, 4 GiB).")
  private long maxBytes;

  @Option(
      names = "--download-timeout",
      paramLabel = "SPAN",
      defaultValue = "30m",
      converter = SpanText.class,
      description =
          "A file from a URL must have come by then; it fails at once where nothing comes for 30 s"
              + " (default: ${DEFAULT-VALUE}).")
  private long timeout;

  /**
   * Fetches what lies elsewhere.
   *
   * @param from paths and addresses
   * @throws FeedException where nothing is left to read
   */
  LocalFiles fetch(CommandSpec spec, List<String> from) {
    if (maxBytes < 1) {
      throw new ParameterException(spec.commandLine(), "--max-download must be 1 or more bytes");
    }
    List<WebAddress> addresses = addresses(spec, from);
    Downloads downloads = new Downloads(DownloadLimits.of(maxBytes, Duration.ofNanos(timeout)));
    List<Path> paths = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    TemporaryFolder folder = folder();
    try {
      int next = 0;
      for (String each : from) {
        if (isAddress(each)) {
          WebAddress address = addresses.get(next++);
          Path own = Files.createDirectory(folder.path().resolve(Integer.toString(next)));
          try {
            paths.add(downloads.fetch(address, own));
          } catch (FeedException e) {
            problems.add(String.valueOf(e.getMessage()));
          }
        } else {
          paths.add(Path.of(each));
        }
      }
      if (paths.isEmpty()) {
        throw new FeedException(String.join("; ", problems));
      }
      return new LocalFiles(paths, problems, folder);
    } catch (IOException e) {
      folder.close();
      throw new UncheckedIOException("no temporary files can be made", e);
    } catch (RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /** All are checked before anything is fetched. */
  private static List<WebAddress> addresses(CommandSpec spec, List<String> from) {
    List<WebAddress> addresses = new ArrayList<>();
    for (String each : from) {
      if (isAddress(each)) {
        try {
          addresses.add(WebAddress.parse(each));
        } catch (FeedException e) {
          throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
      }
    }
    return addresses;
  }

  private static boolean isAddress(String text) {
    return WebAddress.looksLikeOne(text) && !Files.exists(Path.of(text));
  }

  private static TemporaryFolder folder() {
    try {
      return TemporaryFolder.create();
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary files can be made", e);
    }
  }
}
