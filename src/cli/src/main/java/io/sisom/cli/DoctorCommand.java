package io.sisom.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sisom.network.GpuCheckup;
import io.sisom.network.GpuFinding;
import io.sisom.service.ExitCode;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sisom doctor}. */
@Command(name = "doctor", description = "Looks whether this machine has what is needed.")
final class DoctorCommand {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Spec private CommandSpec spec;

  @Command(
      name = "gpu",
      description =
          "Driver, libraries and where they were found, cards, precision and copies, a line each,"
              + " and what to install where something is missing. Ends with 1 where no GPU can be"
              + " used.")
  int gpu(@Option(names = "--json", description = "Print JSON, one object a line.") boolean json)
      throws JsonProcessingException {
    List<GpuFinding> findings = GpuCheckup.here();
    boolean usable = GpuCheckup.isUsable(findings);
    for (GpuFinding one : findings) {
      String state = one.state().name().toLowerCase(Locale.ROOT);
      print(
          json
              ? JSON.writeValueAsString(one)
              : "%-8s %-13s %s".formatted(state, one.what(), one.text()));
    }
    if (!json) {
      print(usable ? "A GPU can be used." : "No GPU can be used; the network runs on the CPU.");
    }
    spec.commandLine().getOut().flush();
    return usable ? ExitCode.DONE : ExitCode.FAILED;
  }

  private void print(String line) {
    spec.commandLine().getOut().println(line);
  }
}
