package io.sisom.cli;

import io.sisom.text.Names;
import io.sisom.text.Unseen;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Names given on the command line, in their one form, or wrong usage. */
final class TypedNames {
  private TypedNames() {}

  static String annotator(CommandSpec spec, String option, String given) {
    return fit(
        spec, option, given, Names.annotator(given), "without |, " + Names.LONGEST_ANNOTATOR);
  }

  static String label(CommandSpec spec, String option, String given) {
    return fit(spec, option, given, Names.label(given), "" + Names.LONGEST_LABEL);
  }

  static String sensor(CommandSpec spec, String option, String given) {
    return fit(spec, option, given, Names.sensor(given), "" + Names.LONGEST_SENSOR);
  }

  private static String fit(
      CommandSpec spec, String option, String given, Optional<String> name, String most) {
    return name.orElseThrow(
        () ->
            new ParameterException(
                spec.commandLine(),
                "%s must be one line of characters that can be seen, %s of them at most, is '%s'"
                    .formatted(option, most, Unseen.escaped(given))));
  }
}
