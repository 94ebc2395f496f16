package io.sisom.recording.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.testkit.LongForm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged films neither crash FFmpeg nor hold it up. */
@Tag("fuzz")
class FilmFuzzTest {
  @TempDir Path folder;

  @Test
  void damagedFilmsEndNoProcess() throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                FilmFuzz.class.getName(),
                LongForm.of("400", "20000"),
                folder.toString()));
    for (String container : List.of("mp4", "matroska", "avi", "mpegts")) {
      Path film = folder.resolve(container);
      FilmMaker.mpeg4(container).write(film, 12);
      command.add(film.toString());
    }
    Path plain = folder.resolve("plain");
    new FilmMaker("mjpeg", "mjpeg", avutil.AV_PIX_FMT_YUVJ420P, 0, 0, new int[0]).write(plain, 5);
    command.add(plain.toString());
    Path real = Path.of("../shared/feeds/video");
    if (Files.isDirectory(real)) {
      try (Stream<Path> films = Files.list(real)) {
        films.sorted().map(Path::toString).forEach(command::add);
      }
    }
    Path out = folder.resolve("out");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    try {
      boolean ended = process.waitFor(LongForm.of(10, 120), TimeUnit.MINUTES);
      assertThat(ended).as("ended").isTrue();
      assertThat(process.exitValue()).as(Files.readString(out)).isZero();
      assertThat(Files.readString(out)).contains("fuzz films:", "fuzz packets:");
      System.out.print(Files.readString(out));
    } finally {
      process.destroyForcibly();
    }
  }
}
