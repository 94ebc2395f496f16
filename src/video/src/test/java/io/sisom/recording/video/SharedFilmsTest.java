package io.sisom.recording.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sisom.recording.VideoChoices;
import io.sisom.recording.VideoEvent.Cause;
import io.sisom.testkit.Shared;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Films that others made, against what FFmpeg of another build says of them. */
class SharedFilmsTest {
  private static final String LOST = "video/openh264_BA_MW_D_P_LOST.264";

  /** Films whose facts.json has pictures. */
  private static List<JsonNode> films() throws IOException {
    List<JsonNode> films = new ArrayList<>();
    for (JsonNode node : new ObjectMapper().readTree(Shared.feed("facts.json").toFile())) {
      if (node.at("/facts/decodedFrames").asInt() > 0) {
        films.add(node);
      }
    }
    assertThat(films).isNotEmpty();
    return films;
  }

  @TestFactory
  Stream<DynamicTest> numberAndFirstPictureAreAsTheFactsSay() throws IOException {
    return films().stream()
        .map(film -> dynamicTest(film.at("/file").asText(), () -> asTheFactsSay(film)));
  }

  private static void asTheFactsSay(JsonNode film) throws NoFilmException {
    Films.Seen seen = Films.planes(Shared.feed(film.at("/file").asText()), VideoChoices.ALL);
    long smeared = seen.counts().leftOut(Cause.AFTER_DAMAGE);
    assertThat(seen.shots().size() + smeared).isEqualTo(film.at("/facts/decodedFrames").asLong());
    assertThat(seen.sums().get(0)).isEqualTo(film.at("/facts/firstFrameMd5").asText());
    assertThat(seen.times()).isSorted().doesNotHaveDuplicates();
    if (!film.at("/file").asText().equals(LOST)) {
      assertThat(smeared).isZero();
    }
  }

  @TestFactory
  Stream<DynamicTest> everyPictureIsAsTheFfmpegCommandSays() throws IOException {
    return films().stream()
        .map(film -> film.at("/file").asText())
        .filter(name -> !name.equals(LOST))
        .map(
            name ->
                dynamicTest(
                    name,
                    () -> {
                      Path film = Shared.feed(name);
                      List<String> right = FfmpegCommand.framemd5(film);
                      assertThat(Films.planes(film, VideoChoices.ALL).sums()).isEqualTo(right);
                    }));
  }

  @Test
  void nothingIsGivenBeforeTheFirstKeyFrame() throws Exception {
    Films.Seen whole = Films.planes(Shared.feed("video/openh264_BA_MW_D.264"), VideoChoices.ALL);
    Films.Seen joined =
        Films.planes(Shared.feed("video/openh264_BA_MW_D_IDR_LOST.264"), VideoChoices.ALL);
    assertThat(joined.sums()).isEqualTo(whole.sums().subList(30, 100));
    assertThat(joined.counts().leftOut(Cause.BEFORE_KEY_FRAME)).isEqualTo(27);
  }

  @Test
  void picturesThatBuildOnALostOneAreLeftOutAlthoughTheDecoderDoesNotComplain() throws Exception {
    Films.Seen whole = Films.planes(Shared.feed("video/openh264_BA_MW_D.264"), VideoChoices.ALL);
    Films.Seen lost = Films.planes(Shared.feed(LOST), VideoChoices.ALL);
    List<String> right = new ArrayList<>(whole.sums());
    right.subList(1, 30).clear();
    assertThat(lost.sums()).isEqualTo(right);
    assertThat(lost.counts().leftOut(Cause.AFTER_DAMAGE)).isEqualTo(28);
  }

  @Test
  void aStreamWithoutParameterSetsIsRefusedInWords() {
    Path film = Shared.feed("video/mp4ff_two-frames.264");
    assertThatThrownBy(() -> Films.planes(film, VideoChoices.ALL))
        .isInstanceOf(NoFilmException.class)
        .hasMessageContaining("parameter sets");
  }
}
