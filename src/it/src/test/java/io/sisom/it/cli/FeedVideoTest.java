package io.sisom.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sisom.it.cli.Shell.Run;
import io.sisom.it.rig.JpegFilm;
import io.sisom.recording.VideoFormat;
import io.sisom.testkit.Shared;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Films from the command line, without a broker. */
class FeedVideoTest {
  private static final String START = "2016-05-04T12:00:00Z";

  @TempDir Path dir;

  /** As where nobody added the optional module. */
  private static final class WithoutVideo extends ClassLoader {
    WithoutVideo() {
      super(FeedVideoTest.class.getClassLoader());
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      return name.equals("META-INF/services/" + VideoFormat.class.getName())
          ? Collections.emptyEnumeration()
          : super.getResources(name);
    }
  }

  private static Run withoutVideo(String... arguments) {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(new WithoutVideo());
    try {
      return Shell.run(arguments);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private String film(String name, int pictures) throws IOException {
    return JpegFilm.write(dir.resolve(name), pictures).toString();
  }

  @Test
  void withoutTheModuleTheCommandEndsWithTheOneSentenceThatSaysWhatToAdd() throws Exception {
    String film = film("front.mjpeg", 3);
    Run video = withoutVideo("feed", "video", film, "--dry-run");
    assertThat(video.exitCode()).isEqualTo(1);
    assertThat(video.err()).isEqualToIgnoringWhitespace("sisom: " + VideoFormat.ABSENT);
    Run any = withoutVideo("feed", "recording", film, "--dry-run");
    assertThat(any.exitCode()).isEqualTo(1);
    assertThat(any.err()).isEqualToIgnoringWhitespace("sisom: " + film + ": " + VideoFormat.ABSENT);
    assertThat(withoutVideo("feed", "inspect", film).err()).contains(VideoFormat.ABSENT);
  }

  @Test
  void aFilmIsFedUnderItsNameByWhateverCommand() throws Exception {
    String film = film("front.mjpeg", 5);
    for (String command : new String[] {"video", "recording"}) {
      Run run = Shell.run("feed", command, film, "--dry-run", "--start", START, "--rate", "10");
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out()).contains("5 frames would be put on");
      assertThat(run.err()).contains("what --start says", "10.0 pictures a second");
    }
    Run some = Shell.run("feed", "video", film, "--dry-run", "--since", "0.08", "--every", "80ms");
    assertThat(some.out()).as(some.err()).contains("2 frames would be put on");
  }

  @Test
  void oneStartForSeveralFilmsIsWrongUsage() throws Exception {
    film("a.mjpeg", 2);
    film("b.mjpeg", 2);
    Run run = Shell.run("feed", "video", dir.toString(), "--dry-run", "--start", START);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--start is that of one film, and there are 2");
    Run one = Shell.run("feed", "video", dir.toString(), "--dry-run", "--sensor", "cam");
    assertThat(one.exitCode()).as(one.err()).isZero();
    assertThat(one.out()).contains("4 frames would be put on");
    assertThat(Shell.run("feed", "video", dir.toString(), "--start", "noon").exitCode())
        .isEqualTo(2);
    assertThat(Shell.run("feed", "video", dir.toString(), "--rate", "-1").exitCode()).isEqualTo(2);
  }

  @Test
  void whatIsNoFilmIsNamed() throws Exception {
    Path text = Files.writeString(dir.resolve("notes.txt"), "no film");
    Run wrong = Shell.run("feed", "video", text.toString(), "--dry-run");
    assertThat(wrong.exitCode()).isEqualTo(1);
    assertThat(wrong.err()).contains("notes.txt: it holds no film").doesNotContain("\tat ");
    Path missing = dir.resolve("gone.mp4");
    Run gone = Shell.run("feed", "video", missing.toString(), "--dry-run");
    assertThat(gone.exitCode()).isEqualTo(1);
    assertThat(gone.err()).contains("gone.mp4: there is no such file");
    Path picture = Files.write(dir.resolve("one.jpg"), JpegFilm.pictures(1).get(0));
    Run single = Shell.run("feed", "video", picture.toString(), "--dry-run");
    assertThat(single.err()).contains("it is one JPEG picture; sisom feed images feeds those");
  }

  @Test
  void aDamagedFilmIsFedInPart() throws Exception {
    byte[] film = Files.readAllBytes(JpegFilm.write(dir.resolve("front.mjpeg"), 6));
    int third = 0;
    for (byte[] picture : JpegFilm.pictures(2)) {
      third += picture.length;
    }
    int codes = new String(film, StandardCharsets.ISO_8859_1).indexOf("\u00ff\u00c4", third);
    Arrays.fill(film, codes + 5, codes + 21, (byte) 0x7f); // more codes than there can be
    Files.write(dir.resolve("front.mjpeg"), film);
    Run run = Shell.run("feed", "video", dir.resolve("front.mjpeg").toString(), "--dry-run");
    assertThat(run.exitCode()).as(run.err()).isEqualTo(3);
    assertThat(run.err()).contains("DAMAGED: front.mjpeg at 40000000:0: packet 2 ");
    assertThat(run.out()).contains("5 frames would be put on");
  }

  @Test
  void inspectTellsWhatAFilmIs() throws Exception {
    String film = film("front.mjpeg", 5);
    Run text = Shell.run("feed", "inspect", film, "--start", START);
    assertThat(text.exitCode()).as(text.err()).isZero();
    assertThat(text.out())
        .contains("a film, 5 messages", "mjpeg in mjpeg", "5 pictures", "fed as front", START);
    Run run = Shell.run("feed", "inspect", film, "--start", START, "--output", "json");
    JsonNode found = new ObjectMapper().readTree(run.out());
    assertThat(found.get("kind").asText()).isEqualTo("video");
    assertThat(found.at("/film/codec").asText()).isEqualTo("mjpeg");
    assertThat(found.at("/film/pictures").asInt()).isEqualTo(5);
    assertThat(found.at("/film/startFrom").asText()).isEqualTo("chosen");
    assertThat(found.at("/topics/0/rate").asDouble()).isEqualTo(25);
    assertThat(found.at("/topics/0/clocks/header/taken").asInt()).isEqualTo(5);
  }

  @Test
  void inspectTellsWhatTheContainerSays() throws Exception {
    String film = Shared.feed("video/plotjuggler_test_h264_bframes.mp4").toString();
    Run run = Shell.run("feed", "inspect", film, "--output", "json");
    JsonNode found = new ObjectMapper().readTree(run.out()).get("film");
    assertThat(found.get("codec").asText()).isEqualTo("h264");
    assertThat(found.get("width").asInt()).isEqualTo(128);
    assertThat(found.get("rate").asDouble()).isEqualTo(30);
    assertThat(found.get("announced").asInt()).isEqualTo(60);
    assertThat(found.get("pictures").asInt()).isEqualTo(60);
    assertThat(found.get("durationNanos").asLong()).isEqualTo(2_000_000_000L);
  }

  @Test
  void everyPictureOfTheSharedFilmsIsFed() throws Exception {
    Path films = Shared.feed("video");
    long expected = 0;
    for (JsonNode fact : new ObjectMapper().readTree(Shared.feed("facts.json").toFile())) {
      expected += fact.at("/facts/decodedFrames").asLong();
    }
    long smeared = 28; // of openh264_BA_MW_D_P_LOST.264, which lacks a picture
    // Not feed video, which tries every file: they must be known by their first bytes.
    Run run = Shell.run("feed", "recording", films.toString(), "--dry-run");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).contains(expected - smeared + " frames would be put on");
    assertThat(run.err())
        .contains("DAMAGED: " + smeared + " places")
        .contains("LEFT OUT: mp4ff_two-frames.264: it begins as none of the known recordings")
        .contains("first key frame: 27");
  }
}
