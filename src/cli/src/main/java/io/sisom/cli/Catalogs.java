package io.sisom.cli;

import io.sisom.cli.config.SisomConfig;
import io.sisom.service.CommandFailure;
import io.sisom.version.ReferenceCatalog;
import io.sisom.version.ReferenceStoreException;
import io.sisom.version.ReferenceTopic;
import io.sisom.wire.SchemaTopic;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The versions on the topic, as commands ask for them. */
final class Catalogs {
  /** For reading the whole topic. */
  static final Duration TIMEOUT = Duration.ofSeconds(60);

  private Catalogs() {}

  /** What is done with the catalog while its topic's schemas can be looked up. */
  interface Work<T> {
    T with(ReferenceCatalog catalog) throws ReferenceStoreException;
  }

  static <T> T open(SettingOptions settings, Work<T> work)
      throws InterruptedException, ReferenceStoreException {
    SisomConfig config = settings.connect(topics -> List.of(topics.references()));
    try (SchemaTopic schemas = config.schemas()) {
      return work.with(
          new ReferenceCatalog(
              new ReferenceTopic(
                  config.kafka().consumerProperties(), config.topics().references(), schemas)));
    }
  }

  /** All versions, oldest first. */
  static List<ReferenceCatalog.Entry> list(SettingOptions settings)
      throws InterruptedException, ReferenceStoreException {
    return open(settings, catalog -> catalog.list(TIMEOUT));
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
