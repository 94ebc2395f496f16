package io.sisom.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.feed.FeedException;
import io.sisom.feed.film.FilmChoices;
import io.sisom.feed.film.FilmFormat;
import io.sisom.feed.recording.FeedTally;
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
import io.sisom.it.rig.AccessUnits;
import io.sisom.it.rig.JpegFilm;
import io.sisom.it.rig.KeptFrames;
import io.sisom.it.rig.SmallMcap;
import io.sisom.recording.VideoFormat;
import io.sisom.recording.picture.PictureChoices;
import io.sisom.schema.FeedPosition;
import io.sisom.schema.FeedSensor;
import io.sisom.testkit.Shared;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Films and packets of video onto the frame topic, whole and interrupted anywhere. */
class VideoFeedsTest {
  private static final Instant START = Instant.parse("2016-05-04T12:00:00Z");
  private static final int MAX_BYTES = 8 << 20;
  private static final Optional<VideoFormat> VIDEO = VideoFormat.installed();

  @TempDir Path dir;

  @Test
  void aFilmsPicturesAreFramesWithTimesFromItsStart() throws Exception {
    Path film = JpegFilm.write(dir.resolve("front.mjpeg"), 5);
    KeptFrames kept = new KeptFrames();
    FeedTally tally = feed(film, kept, startingAt(START));
    assertThat(tally.whole()).isTrue();
    assertThat(kept.ids())
        .startsWith("front-1462363200000000000", "front-1462363200040000000")
        .hasSize(5);
    assertThat(kept.frames().get(4).frame().getCapturedAt()).isEqualTo(START.plusMillis(160));
    assertThat(kept.frames().get(1).frame().getSource().getPosition()).isEqualTo("40000000:0");
    assertThat(kept.frames().get(0).frame().getEncoding()).isEqualTo("rgb8");
    assertThat(kept.frames()).extracting(VideoFeedsTest::content).doesNotHaveDuplicates();
    assertThat(tally.notes().groups().keySet())
        .anyMatch(it -> it.contains("--start"))
        .anyMatch(it -> it.contains("25 pictures a second"));
  }

  @Test
  void aFilmsTimeIsThatOfItsNameElseThatOfItsFile() throws Exception {
    KeptFrames named = new KeptFrames();
    feed(JpegFilm.write(dir.resolve("cam_1462363200000.mjpeg"), 2), named, FilmChoices.NONE);
    assertThat(named.frames().get(0).frame().getCapturedAt()).isEqualTo(START);
    Path plain = JpegFilm.write(dir.resolve("cam.mjpeg"), 3);
    Files.setLastModifiedTime(plain, FileTime.from(START.plusSeconds(9)));
    KeptFrames changed = new KeptFrames();
    feed(plain, changed, FilmChoices.NONE);
    assertThat(changed.frames().get(0).frame().getCapturedAt()).isEqualTo(START.plusSeconds(9));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plotjuggler_test_h264_bframes.mp4",
        "plotjuggler_test_hevc.mp4",
        "openh264_BA_MW_D_P_LOST.264",
        "openh264_BA_MW_D_IDR_LOST.264",
        "mp4ff_hevc.265"
      })
  void aFilmGoesOnFromAnyPictureAndTellsDamageOnce(String name) throws Exception {
    goesOn(Shared.feed("video/" + name), startingAt(START), 11);
  }

  @Test
  void aFilmOfJpegsGoesOnFromAnyPicture() throws Exception {
    goesOn(JpegFilm.write(dir.resolve("front.mjpeg"), 12), startingAt(START), 1);
  }

  @ParameterizedTest
  @CsvSource({
    "openh264_BA_MW_D.264, 100",
    "openh264_Cisco_Men_whisper_640x320_CABAC_Bframe_9.264, 9",
    "openh264_test_vd_rc.264, 9"
  })
  void packetsGiveThePicturesOfTheFilm(String name, int pictures) throws Exception {
    Path film = Shared.feed("video/" + name);
    Path mcap = packets("h264", AccessUnits.of(Files.readAllBytes(film)));
    KeptFrames kept = new KeptFrames();
    FeedTally tally = feed(mcap, kept, FilmChoices.NONE);
    assertThat(tally.whole()).as("%s", tally.refused().groups()).isTrue();
    KeptFrames right = new KeptFrames();
    feed(film, right, FilmChoices.NONE);
    assertThat(kept.frames()).hasSize(pictures);
    assertThat(kept.frames().stream().map(VideoFeedsTest::content).toList())
        .isEqualTo(right.frames().stream().map(VideoFeedsTest::content).toList());
    assertThat(kept.ids()).doesNotHaveDuplicates().first().asString().startsWith("camera-14623632");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "openh264_BA_MW_D.264",
        "openh264_BA_MW_D_IDR_LOST.264",
        "openh264_BA_MW_D_P_LOST.264",
        "openh264_Cisco_Men_whisper_640x320_CABAC_Bframe_9.264",
        "openh264_MR1_BT_A.h264"
      })
  void packetsGoOnFromAnyPictureAndNoneIsFedTwice(String name) throws Exception {
    byte[] stream = Files.readAllBytes(Shared.feed("video/" + name));
    goesOn(packets("h264", AccessUnits.of(stream)), FilmChoices.NONE, 11);
  }

  @Test
  void packetsOfJpegGoOnFromAnyPicture() throws Exception {
    goesOn(packets("mjpeg", JpegFilm.pictures(10)), FilmChoices.NONE, 1);
  }

  @Test
  void whereDecodingBeginsAnewIsTheLastKeyFrameThatCameOut() throws Exception {
    KeptFrames kept = new KeptFrames();
    feed(packets("mjpeg", JpegFilm.pictures(10)), kept, FilmChoices.NONE);
    FeedPosition last = kept.position("run.mcap");
    FeedSensor sensor = last.getSensors().get(0);
    assertThat(sensor.getVideoShownBlock()).isEqualTo(last.getBlock());
    assertThat(sensor.getVideoFromBlock()).isEqualTo(last.getBeforeBlock()).isPositive();
  }

  @Test
  void withoutTheModulePacketsAreNamedWithWhatToAdd() throws Exception {
    KeptFrames kept = new KeptFrames();
    FeedTally tally =
        feed(packets("h264", JpegFilm.pictures(3)), kept, FilmChoices.NONE, Optional.empty());
    assertThat(kept.frames()).isEmpty();
    assertThat(tally.refused().groups().keySet()).anyMatch(it -> it.contains(VideoFormat.ABSENT));
    assertThat(tally.refused().total()).isEqualTo(3);
  }

  private void goesOn(Path file, FilmChoices films, int step) throws Exception {
    KeptFrames whole = new KeptFrames();
    FeedTally all = feed(file, whole, films);
    assertThat(whole.frames()).isNotEmpty();
    for (int cut = 0; cut <= whole.frames().size(); cut += step) {
      KeptFrames resumed = new KeptFrames();
      resumed.stopAfter(cut);
      try {
        feed(file, resumed, films);
      } catch (FeedException e) {
        assertThat(e).hasMessage("killed");
      }
      resumed.goOn();
      FeedTally rest = feed(file, resumed, films);
      assertThat(resumed.ids()).as("stopped after %d", cut).isEqualTo(whole.ids());
      assertThat(resumed.frames().stream().map(VideoFeedsTest::content).toList())
          .as("stopped after %d", cut)
          .isEqualTo(whole.frames().stream().map(VideoFeedsTest::content).toList());
      assertThat(rest.damaged()).as("damage, stopped after %d", cut).isEqualTo(all.damaged());
      assertThat(rest.refused().total())
          .as("refused, stopped after %d", cut)
          .isEqualTo(all.refused().total());
    }
  }

  private Path packets(String codec, List<byte[]> packets) throws Exception {
    SmallMcap mcap = new SmallMcap("/camera", "foxglove.CompressedVideo");
    for (int i = 0; i < packets.size(); i++) {
      mcap.add(START.plusMillis(40L * i), codec, packets.get(i));
    }
    return Files.write(dir.resolve("run.mcap"), mcap.finished());
  }

  private static ByteBuffer content(RecordingFrame frame) {
    return frame.frame().getContent();
  }

  private static FilmChoices startingAt(Instant start) {
    return new FilmChoices(
        OptionalLong.of(start.getEpochSecond() * 1_000_000_000L),
        OptionalDouble.empty(),
        1 << 24,
        true);
  }

  private static FeedTally feed(Path file, KeptFrames sink, FilmChoices films) throws Exception {
    return feed(file, sink, films, VIDEO);
  }

  private static FeedTally feed(
      Path file, KeptFrames sink, FilmChoices films, Optional<VideoFormat> video) throws Exception {
    RecordingChoice choice =
        new RecordingChoice(
            new TopicGlobs(List.of()),
            SensorNames.plain(""),
            RecordingClock.HEADER,
            null,
            null,
            0,
            false,
            TimeMode.RECORDED,
            "");
    RecordingFeed feed =
        new RecordingFeed(
            choice,
            new MessagePictures(PictureChoices.defaults(), video),
            sink,
            RecordedPace.of(0),
            Clock.systemUTC(),
            MAX_BYTES,
            (fed, refused) -> {});
    for (RecordingFile one : OpenedFiles.of(List.of(file), new FilmFormat(video, films)).files()) {
      feed.feed(one);
    }
    return feed.tally();
  }
}
