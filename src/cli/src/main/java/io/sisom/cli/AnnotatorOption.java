package io.sisom.cli;

import picocli.CommandLine.Option;

/** Who acts. */
final class AnnotatorOption {
  @Option(
      names = "--annotator",
      paramLabel = "NAME",
      required = true,
      description = "Who labels; goes with every label.")
  String name;
}
