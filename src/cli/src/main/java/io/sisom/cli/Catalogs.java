package io.sisom.cli;

import io.sisom.cli.config.SisomConfig;
import io.sisom.service.CommandFailure;
import io.sisom.version.ReferenceCatalog;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The versions on the topic, as commands ask for them. */
final class Catalogs {
  /** For reading the whole topic. */
  static final Duration TIMEOUT = Duration.ofSeconds(60);

  private Catalogs() {}

  static ReferenceCatalog open(SettingOptions settings) throws InterruptedException {
    SisomConfig config = settings.connect(topics -> List.of(topics.references()));
    return new ReferenceCatalog(config.kafka().consumerProperties(), config.topics().references());
  }

  /** The one of that number, or the active one where none is given. */
  static ReferenceCatalog.Entry chosen(
      List<ReferenceCatalog.Entry> versions, @Nullable Long version) {
    return versions.stream()
        .filter(
            entry -> version == null ? entry.active() : entry.manifest().getVersion() == version)
        .findFirst()
        .orElseThrow(
            () ->
                new CommandFailure(
                    (version == null ? "no version is active" : "there is no version " + version)
                        + "; there are "
                        + versions.stream().map(entry -> entry.manifest().getVersion()).toList()));
  }
}
