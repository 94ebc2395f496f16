package io.sisom.cli;

import io.sisom.cli.config.SisomConfig;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The option that names the console to ask; without it, the settings do. */
final class QueueOptions {
  @Mixin private SettingOptions settings;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Where the console is (default: http://localhost and console.port).")
  private @Nullable URI url;

  /** A client of that console; the token is the setting {@code console.token}. */
  QueueClient client() {
    SisomConfig config = settings.resolve();
    Optional<String> token = config.console().token();
    return new QueueClient(
        url == null ? URI.create("http://localhost:" + config.console().port()) : url, token);
  }
}
