package io.sisom.cli;

import io.sisom.feed.RecordFiles;
import io.sisom.service.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Record files and which of their records to take. */
final class RecordRange {
  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Read as one, in this order.")
  private List<Path> files;

  @Option(names = "--limit", paramLabel = "N", description = "At most so many records.")
  private @Nullable Long limit;

  @Option(
      names = "--skip",
      paramLabel = "N",
      defaultValue = "0",
      description = "Leave out so many records first.")
  private long skip;

  /** The records. */
  RecordFiles open(CommandSpec spec) {
    if (skip < 0 || (limit != null && limit < 0)) {
      throw new ParameterException(spec.commandLine(), "--skip and --limit must be 0 or more");
    }
    for (Path file : files) {
      if (!Files.isReadable(file)) {
        throw new CommandFailure("there is no readable file " + file);
      }
    }
    return new RecordFiles(files, skip, limit == null ? Long.MAX_VALUE : limit);
  }

  /** How many there are at most, -1 where no limit is set. */
  long total() {
    return limit == null ? -1 : limit;
  }
}
