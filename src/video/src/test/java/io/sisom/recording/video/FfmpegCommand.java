package io.sisom.recording.video;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The machine's own FFmpeg, an independent reader; tests that need it are skipped without. */
final class FfmpegCommand {
  private static final int HASH_COLUMN = 5;

  private FfmpegCommand() {}

  /** Sums of every picture's planes in the order of time. */
  static List<String> framemd5(Path film) throws IOException, InterruptedException {
    String text =
        new String(run(film, "-fps_mode", "passthrough", "-f", "framemd5").array(), UTF_8);
    return text.lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(",")[HASH_COLUMN].strip())
        .toList();
  }

  /** Every picture as packed RGB, turned, one after the other. */
  static ByteBuffer rgb(Path film) throws IOException, InterruptedException {
    return run(
        film,
        "-fps_mode",
        "passthrough",
        "-sws_flags",
        "bilinear+accurate_rnd+full_chroma_int+full_chroma_inp+bitexact",
        "-pix_fmt",
        "rgb24",
        "-f",
        "rawvideo");
  }

  private static ByteBuffer run(Path film, String... output)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("ffmpeg", "-v", "quiet", "-threads", "1", "-i", film.toString()));
    command.addAll(List.of(output));
    command.add("-");
    Process process;
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException e) {
      assumeTrue(false, "skipped: there is no ffmpeg command");
      throw e;
    }
    byte[] bytes = process.getInputStream().readAllBytes();
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException("ffmpeg does not end");
    }
    return ByteBuffer.wrap(bytes);
  }
}
