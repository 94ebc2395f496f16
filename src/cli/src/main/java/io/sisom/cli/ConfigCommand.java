package io.sisom.cli;

import io.sisom.cli.config.SettingsPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sisom config}. */
@Command(
    name = "config",
    description = "Print every setting with default, accepted values and meaning (Markdown).")
final class ConfigCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().getOut().print(SettingsPage.markdown());
    spec.commandLine().getOut().flush();
  }
}
