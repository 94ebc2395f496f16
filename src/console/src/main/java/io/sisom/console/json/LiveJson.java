package io.sisom.console.json;

import io.sisom.live.DeadLetter;
import java.util.List;

/** The fleet as it stands now. */
public record LiveJson(
    FiguresJson figures,
    List<EpisodeJson> episodes,
    List<SensorJson> sensors,
    VersionsJson versions,
    List<DeadLetter> deadLetters) {}
