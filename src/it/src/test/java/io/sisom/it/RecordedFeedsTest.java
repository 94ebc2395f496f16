package io.sisom.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sisom.feed.FeedException;
import io.sisom.feed.film.FilmChoices;
import io.sisom.feed.film.FilmFormat;
import io.sisom.feed.recording.FeedTally;
import io.sisom.feed.recording.FrameSink;
import io.sisom.feed.recording.MessagePictures;
import io.sisom.feed.recording.OpenedFiles;
import io.sisom.feed.recording.RecordedPace;
import io.sisom.feed.recording.RecordingChoice;
import io.sisom.feed.recording.RecordingClock;
import io.sisom.feed.recording.RecordingFeed;
import io.sisom.feed.recording.RecordingFile;
import io.sisom.feed.recording.RecordingFrame;
import io.sisom.feed.recording.SensorNames;
import io.sisom.feed.recording.TimeMode;
import io.sisom.feed.recording.TopicGlobs;
import io.sisom.it.rig.KeptFrames;
import io.sisom.recording.picture.DepthMapping;
import io.sisom.recording.picture.PictureChoices;
import io.sisom.testkit.Shared;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Feeds of real recordings, held to the facts that an independent reader found in them. */
class RecordedFeedsTest {
  private static final FilmFormat FILMS = new FilmFormat(Optional.empty(), FilmChoices.NONE);
  private static final int MAX_BYTES = 8 << 20;

  static Stream<JsonNode> recordingsWithImages() throws Exception {
    JsonNode facts = new ObjectMapper().readTree(Shared.feed("facts.json").toFile());
    return StreamSupport.stream(facts.spliterator(), false)
        .filter(it -> it.at("/facts/images").size() > 0);
  }

  @ParameterizedTest
  @MethodSource("recordingsWithImages")
  void everyImageIsFedOrNamedWithItsStamp(JsonNode fact) throws Exception {
    KeptFrames kept = new KeptFrames();
    FeedTally tally = feed(path(fact), kept);
    Map<String, List<RecordingFrame>> byTopic = new HashMap<>();
    kept.frames()
        .forEach(
            it ->
                byTopic
                    .computeIfAbsent(it.frame().getSource().getTopic(), topic -> new ArrayList<>())
                    .add(it));
    long expected = 0;
    for (Map.Entry<String, JsonNode> topic : fact.at("/facts/images").properties()) {
      expected += topic.getValue().get("messages").asLong();
      List<RecordingFrame> frames = byTopic.getOrDefault(topic.getKey(), List.of());
      JsonNode first = topic.getValue().get("stampFirstNs");
      if (!frames.isEmpty() && first != null && first.isIntegralNumber()) {
        assertThat(frames.get(0).stamp().nanos()).isEqualTo(first.asLong());
        assertThat(frames.get(0).frame().getFrameId()).contains(first.asText());
      }
    }
    assertThat(kept.frames().size() + tally.refused().total())
        .as("fed, or refused: %s", tally.refused().groups())
        .isEqualTo(expected);
    assertThat(kept.ids()).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("recordingsWithImages")
  void aFeedGoesOnFromEveryFrameWithTheSameFrames(JsonNode fact) throws Exception {
    KeptFrames whole = new KeptFrames();
    feed(path(fact), whole);
    for (int cut = 0; cut <= Math.min(6, whole.frames().size()); cut++) {
      KeptFrames resumed = new KeptFrames();
      resumed.stopAfter(cut);
      try {
        feed(path(fact), resumed);
      } catch (FeedException e) {
        assertThat(e).hasMessage("killed");
      }
      resumed.goOn();
      feed(path(fact), resumed);
      assertThat(resumed.ids()).as("stopped after %d", cut).isEqualTo(whole.ids());
    }
  }

  private static Path path(JsonNode fact) {
    return Shared.feed(fact.get("file").asText());
  }

  private static FeedTally feed(Path file, FrameSink sink) throws Exception {
    PictureChoices pictures = PictureChoices.defaults().withDepth(new DepthMapping(0, 10_000));
    RecordingChoice choice =
        new RecordingChoice(
            new TopicGlobs(List.of()),
            SensorNames.plain("robot"),
            RecordingClock.HEADER,
            null,
            null,
            0,
            false,
            TimeMode.RECORDED,
            pictures.toString());
    RecordingFeed feed =
        new RecordingFeed(
            choice,
            new MessagePictures(pictures, Optional.empty()),
            sink,
            RecordedPace.of(0),
            Clock.systemUTC(),
            MAX_BYTES,
            (fed, refused) -> {});
    for (RecordingFile one : OpenedFiles.of(List.of(file), FILMS).files()) {
      feed.feed(one);
    }
    return feed.tally();
  }
}
