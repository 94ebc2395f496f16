package io.sisom.cli;

import picocli.CommandLine.Option;

/** The option {@code --annotator}: on whose behalf a command acts. */
final class AnnotatorOption {
  @Option(
      names = "--annotator",
      paramLabel = "NAME",
      required = true,
      description = "Who labels; goes with every label.")
  String name;
}
