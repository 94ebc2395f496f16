package io.sisom.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.service.HttpConfig.Server;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HttpConfigTest {
  /** README starts these side by side on one machine, and a broker at 9092. */
  @Test
  void everyProcessHasAPortOfItsOwn() {
    List<Integer> ports =
        Arrays.stream(Server.values())
            .map(server -> SisomConfig.of(server.defaults()).http().port())
            .toList();
    Set<Integer> all = new HashSet<>(ports);
    all.add(9092);
    all.add(SisomConfig.of(Server.CONSOLE.defaults()).console().port());
    assertThat(all).hasSize(ports.size() + 2);
  }

  @Test
  void theDefinitionTellsEveryDefault() {
    String doc = SettingsPage.markdown();
    assertThat(SisomConfig.of(Server.SCORE.defaults()).http())
        .isEqualTo(SisomConfig.of(java.util.Map.of()).http());
    assertThat(doc)
        .contains("train takes " + SisomConfig.of(Server.TRAIN.defaults()).http().port())
        .contains("console " + SisomConfig.of(Server.CONSOLE.defaults()).http().port());
  }
}
