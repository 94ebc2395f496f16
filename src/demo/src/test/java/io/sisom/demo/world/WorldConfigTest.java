package io.sisom.demo.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sisom.setting.SettingException;
import io.sisom.setting.Settings;
import java.time.Instant;
import java.util.Map;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WorldConfigTest {
  @Test
  void defaultsToARoundOfFourHundredFrames() {
    WorldConfig config = from(Map.of());

    assertThat(config.framesPerSecond()).isEqualTo(10);
    assertThat(config.roundFrames()).isEqualTo(400);
  }

  @Test
  void namesTheKeyOfAnImpossibleSetting() {
    assertThatThrownBy(() -> from(Map.of(WorldConfig.KNOWN_SHARE, "0.2")))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining(WorldConfig.KNOWN_SHARE);
    assertThatThrownBy(() -> from(Map.of(WorldConfig.SHORTEST, "40")))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining(WorldConfig.LONGEST);
    assertThatThrownBy(
            () ->
                from(
                    Map.of(
                        WorldConfig.SHORTEST,
                        "2",
                        WorldConfig.LONGEST,
                        "1000",
                        WorldConfig.KNOWN_SHARE,
                        "0.5")))
        .isInstanceOf(SettingException.class)
        .hasMessageContaining(WorldConfig.KNOWN_SHARE);
  }

  @Property(tries = 200)
  void anyAcceptedSettingGivesAScheduleWithoutHoles(
      @ForAll @IntRange(min = 0, max = 60) int calm,
      @ForAll @DoubleRange(min = 0.5, max = 0.95) double share,
      @ForAll @IntRange(min = 2, max = 40) int shortest,
      @ForAll @IntRange(min = 2, max = 60) int longest) {
    WorldConfig config;
    try {
      config = new WorldConfig(10, calm, share, shortest, longest);
    } catch (SettingException refused) {
      Assume.that(false);
      return;
    }
    SimulatedFleet fleet = new SimulatedFleet(3, 1, config, Instant.EPOCH);

    for (int tick = 0; tick < calm + config.roundFrames(); tick += 7) {
      assertThat(fleet.truth(0, tick).novel() && tick < calm).isFalse();
    }
  }

  private static WorldConfig from(Map<String, String> settings) {
    return Settings.of(settings).bind(WorldConfig.class);
  }
}
