package io.sisom.recording.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.recording.VideoChoices;
import io.sisom.recording.VideoFacts;
import io.sisom.recording.VideoPictures;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What films say of themselves. */
class FilmSayingsTest {
  @TempDir Path folder;

  private static VideoFacts facts(Path film, VideoChoices choices) throws NoFilmException {
    try (VideoPictures pictures = VideoFile.open(film, choices, RgbPainter::new)) {
      return pictures.facts();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mp4", "matroska"})
  void aFilmSaysWhatItIsAndWhenItWasMade(String container) throws Exception {
    Path film = folder.resolve("film");
    FilmMaker.mpeg4(container).write(film, 12, "2024-05-01T12:00:00.000000Z");
    VideoFacts facts = facts(film, VideoChoices.ALL);
    assertThat(facts.codec()).isEqualTo("mpeg4");
    assertThat(facts.created()).contains(Instant.parse("2024-05-01T12:00:00Z"));
    assertThat(facts.durationNanos().orElseThrow()).isBetween(1_000_000_000L, 1_500_000_000L);
  }

  @Test
  void aFilmThatDoesNotSayWhenItWasMadeHasNoSuchTime() throws Exception {
    Path film = folder.resolve("film");
    FilmMaker.mpeg4("matroska").write(film, 12);
    VideoFacts facts = facts(film, VideoChoices.ALL);
    assertThat(facts.created()).isEmpty();
    assertThat(facts.width()).isEqualTo(FilmMaker.WIDTH);
    assertThat(facts.height()).isEqualTo(FilmMaker.HEIGHT);
  }

  @Test
  void theOriginIsTheFirstPacketsTimeAlsoWhereTheFilmIsEnteredLater() throws Exception {
    Path film = folder.resolve("film");
    FilmMaker.mpeg4("matroska").start(5).write(film, 12);
    assertThat(facts(film, VideoChoices.ALL).originNanos()).isEqualTo(500_000_000L);
    assertThat(facts(film, VideoChoices.ALL.after(1_200_000_000L)).originNanos())
        .isEqualTo(500_000_000L);
  }
}
