package io.sisom.cli;

import io.sisom.text.Names;
import io.sisom.text.Unseen;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Names of labels, annotators and sensors from the command line, normalized; a name that is not
 * allowed is wrong usage.
 */
final class TypedNames {
  private TypedNames() {}

  static String annotator(CommandSpec spec, String option, String given) {
    return fit(
        spec, option, given, Names.annotator(given), "without |, " + Names.MAX_ANNOTATOR_LENGTH);
  }

  static String label(CommandSpec spec, String option, String given) {
    return fit(spec, option, given, Names.label(given), "" + Names.MAX_LABEL_LENGTH);
  }

  static String sensor(CommandSpec spec, String option, String given) {
    return fit(spec, option, given, Names.sensor(given), "" + Names.MAX_SENSOR_LENGTH);
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
