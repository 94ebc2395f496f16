package io.sisom.recording.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sisom.recording.VideoChoices;
import io.sisom.recording.VideoEvent;
import io.sisom.recording.VideoEvent.Cause;
import io.sisom.recording.VideoPictures;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Films that the test makes. */
class VideoFileTest {
  private static final long STEP = 100_000_000L;
  private static final int[] LEVEL = {1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30};

  @TempDir Path folder;

  private Path film(FilmMaker maker, int pictures) {
    // The name says nothing, or something wrong.
    Path film = folder.resolve("concat:a|b.%d.txt");
    maker.write(film, pictures);
    return film;
  }

  private static List<Long> steps(long from, long to) {
    return LongStream.range(from, to).map(it -> it * STEP).boxed().toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mp4", "matroska", "avi"})
  void picturesComeInTheOrderOfTimeWithTheirTimes(String container) throws Exception {
    Films.Seen seen = Films.planes(film(FilmMaker.mpeg4(container), 20), VideoChoices.ALL);
    assertThat(seen.times()).isEqualTo(steps(0, 20));
    assertThat(seen.counts().leftOutInAll()).isZero();
    assertThat(seen.shots()).allMatch(it -> it.width() == 64 && it.height() == 48);
  }

  @ParameterizedTest
  @CsvSource({"matroska, ffv1", "avi, mjpeg", "mjpeg, mjpeg", "matroska, mjpeg"})
  void filmsWhosePicturesStandAloneAreRead(String container, String codec) throws Exception {
    int pixels = codec.equals("mjpeg") ? avutil.AV_PIX_FMT_YUVJ420P : avutil.AV_PIX_FMT_YUV420P;
    FilmMaker maker = new FilmMaker(container, codec, pixels, 0, 0, new int[0]);
    VideoChoices rate = VideoChoices.ALL.rate(FilmMaker.RATE);
    assertThat(Films.rgb(film(maker, 7), rate).times()).isEqualTo(steps(0, 7));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mp4", "matroska", "mpegts", "avi"})
  void everyPictureIsAsTheFfmpegCommandSays(String container) throws Exception {
    Path film = film(FilmMaker.mpeg4(container), 20);
    Path link = Files.createSymbolicLink(folder.resolve("film"), film);
    assertThat(Films.planes(film, VideoChoices.ALL).sums()).isEqualTo(FfmpegCommand.framemd5(link));
  }

  @Test
  void aStartThatIsNotZeroIsKept() throws Exception {
    Films.Seen seen =
        Films.planes(film(FilmMaker.mpeg4("matroska").start(50), 8), VideoChoices.ALL);
    assertThat(seen.times()).isEqualTo(steps(50, 58));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mp4", "matroska", "mpegts", "avi"})
  void aRunThatGoesOnGivesTheRest(String container) throws Exception {
    Path film = film(FilmMaker.mpeg4(container), 30);
    Films.Seen whole = Films.rgb(film, VideoChoices.ALL);
    assertThat(whole.shots()).hasSize(30);
    for (int done = 0; done < whole.shots().size(); done++) {
      long after = whole.times().get(done);
      assertThat(Films.rgb(film, VideoChoices.ALL.after(after)).shots())
          .isEqualTo(whole.shots().subList(done + 1, 30));
    }
  }

  @Test
  void samplesAreTheSameWhereverARunGoesOn() throws Exception {
    Path film = film(FilmMaker.mpeg4("mp4"), 30);
    VideoChoices every = VideoChoices.ALL.every(250_000_000);
    Films.Seen whole = Films.rgb(film, every);
    assertThat(whole.times()).startsWith(0L, 3 * STEP, 5 * STEP, 8 * STEP).hasSize(12);
    assertThat(whole.counts().passedOver()).isEqualTo(18);
    for (int done = 0; done < 12; done++) {
      assertThat(Films.rgb(film, every.after(whole.times().get(done))).shots())
          .isEqualTo(whole.shots().subList(done + 1, 12));
    }
  }

  @Test
  void damageIsLeftOutAndNoSmearedPictureIsGiven() throws Exception {
    Path film = film(FilmMaker.mpeg4("matroska"), 36);
    List<String> right = Films.planes(film, VideoChoices.ALL).sums();
    byte[] bytes = Files.readAllBytes(film);
    Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 40, (byte) 0x55);
    Files.write(film, bytes);
    Films.Seen seen = Films.planes(film, VideoChoices.ALL);
    assertThat(seen.leftOut()).isNotEmpty().allMatch(it -> !it.reason().isBlank());
    assertThat(seen.sums()).hasSizeBetween(12, 35).isSubsetOf(right);
  }

  @Test
  void aFilmThatIsCutGivesWhatIsThere() throws Exception {
    Path film = film(FilmMaker.mpeg4("matroska"), 20);
    List<String> right = Films.planes(film, VideoChoices.ALL).sums();
    byte[] bytes = Files.readAllBytes(film);
    Files.write(film, Arrays.copyOf(bytes, bytes.length / 2));
    List<String> seen = Films.planes(film, VideoChoices.ALL).sums();
    assertThat(seen).isNotEmpty().isEqualTo(right.subList(0, seen.size()));
  }

  @Test
  void aFilmWhoseIndexIsMissingIsRefusedInWords() throws Exception {
    Path film = film(FilmMaker.mpeg4("mp4"), 20);
    byte[] bytes = Files.readAllBytes(film);
    Files.write(film, Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> Films.rgb(film, VideoChoices.ALL))
        .isInstanceOf(NoFilmException.class)
        .hasMessageContaining("cut off");
  }

  @Test
  void picturesThatAreTooLargeAreNotDecoded() throws Exception {
    VideoChoices small = VideoChoices.ALL.maxPixels(64 * 48 - 1);
    // The container says the size of the one; of the other only its decoder meets it.
    FilmMaker told = new FilmMaker("matroska", "ffv1", avutil.AV_PIX_FMT_YUV420P, 0, 0, new int[0]);
    Path film = film(told, 3);
    assertThatThrownBy(() -> Films.rgb(film, small))
        .isInstanceOf(NoFilmException.class)
        .hasMessageContaining("64 x 48");
    Films.Seen seen = Films.rgb(film(FilmMaker.mpeg4("mp4"), 3), small);
    assertThat(seen.shots()).isEmpty();
    assertThat(seen.leftOut()).isNotEmpty();
  }

  @Test
  void otherFilesAreRefused() throws Exception {
    for (String content :
        List.of("", "no film", "#EXTM3U\nfile:///etc/passwd\n", "ffconcat version 1.0\n")) {
      Path file = Files.writeString(folder.resolve("film.mp4"), content);
      assertThatThrownBy(() -> Films.rgb(file, VideoChoices.ALL))
          .isInstanceOf(NoFilmException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1,0,0,1",
    "0,1,-1,0",
    "-1,0,0,-1",
    "0,-1,1,0",
    "-1,0,0,1",
    "1,0,0,-1",
    "0,1,1,0",
    "0,-1,-1,0"
  })
  void picturesAreTurnedAndColoredAsTheFfmpegCommandDoes(int a, int b, int c, int d)
      throws Exception {
    int[] matrix = LEVEL.clone();
    matrix[0] = a << 16;
    matrix[1] = b << 16;
    matrix[3] = c << 16;
    matrix[4] = d << 16;
    Path film = film(FilmMaker.mpeg4("mp4").matrix(matrix), 1);
    Path link = Files.createSymbolicLink(folder.resolve("film"), film);
    try (VideoPictures pictures = VideoFile.open(film, VideoChoices.ALL, RgbPainter::new)) {
      VideoEvent.Picture picture = (VideoEvent.Picture) Objects.requireNonNull(pictures.next());
      assertThat(picture.width()).isEqualTo(a == 0 ? 48 : 64);
      // Builds differ in where they take colors of half size to lie, which shows at edges only.
      assertThat(difference(picture.pixels(), FfmpegCommand.rgb(link))).isLessThan(1);
    }
  }

  private static double difference(ByteBuffer one, ByteBuffer other) {
    assertThat(one.remaining()).isEqualTo(other.remaining());
    double sum = 0;
    for (int i = 0; i < one.remaining(); i++) {
      sum += Math.abs((one.get(i) & 255) - (other.get(i) & 255));
    }
    return sum / one.remaining();
  }

  @Test
  void aStreamWithoutTimesSaysWhereTheyComeFrom() throws Exception {
    FilmMaker maker = new FilmMaker("mjpeg", "mjpeg", avutil.AV_PIX_FMT_YUVJ420P, 0, 0, new int[0]);
    Path film = film(maker, 5);
    List<String> remarks = new ArrayList<>(Films.rgb(film, VideoChoices.ALL).remarks());
    assertThat(remarks).anyMatch(it -> it.contains("25 pictures a second"));
    assertThat(Films.rgb(film, VideoChoices.ALL.rate(4)).times()).contains(250_000_000L);
    assertThat(Films.rgb(film, VideoChoices.ALL).counts().leftOut(Cause.DAMAGED)).isZero();
  }
}
