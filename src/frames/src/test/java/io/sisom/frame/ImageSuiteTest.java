package io.sisom.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sisom.frame.PillowReference.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Other programs' test pictures, decoded here and by Pillow: {@code -Dsisom.image.suite=DIR}, a
 * folder of one folder per suite, and {@code -Dsisom.python}, a Python with Pillow.
 */
@Tag("slow")
class ImageSuiteTest {
  private static final FrameLimits LIMITS =
      new FrameLimits(64 << 20, 64 << 20, java.util.Optional.empty());

  /** Where decoders round colors differently. */
  private static final int ROUNDING = 2;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyPictureIsPillowsOrRefused(boolean nativeCode) throws IOException {
    String suites = System.getProperty("sisom.image.suite", "");
    assumeTrue(!suites.isEmpty(), "skipped: -Dsisom.image.suite names no folder of pictures");
    FrameDecoder decoder =
        nativeCode ? new FrameDecoder(LIMITS) : FrameDecoder.withoutNativeCode(LIMITS);
    System.out.println("decoder: " + decoder.jpegLibrary());
    Map<String, Tally> tallies = new TreeMap<>();
    try (PillowReference pillow =
            new PillowReference(System.getProperty("sisom.python", "python3"));
        Stream<Path> files = Files.walk(Path.of(suites))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String suite = Path.of(suites).relativize(file).getName(0).toString();
        String encoding = encoding(Files.readAllBytes(file));
        if (!encoding.isEmpty()) {
          Tally tally = tallies.computeIfAbsent(suite + ", " + encoding, name -> new Tally());
          compare(decoder, pillow, file, encoding, tally);
        }
      }
    }
    List<String> others = new ArrayList<>();
    System.out.println(
        "| suite | pictures | same | within 2 | refused by both | by us alone | by Pillow alone"
            + " | other pixels |");
    tallies.forEach(
        (suite, tally) -> {
          System.out.println("| " + suite + tally);
          others.addAll(tally.others);
        });
    others.forEach(System.out::println);
    assertThat(tallies).isNotEmpty();
  }

  private static String encoding(byte[] data) {
    if (JpegMarkers.hasSignature(data)) {
      return "jpeg";
    }
    return data.length > 8 && data[0] == (byte) 0x89 && data[1] == 'P' ? "png" : "";
  }

  private static void compare(
      FrameDecoder decoder, PillowReference pillow, Path file, String encoding, Tally tally)
      throws IOException {
    tally.pictures++;
    Answer theirs = pillow.decode(file);
    Planes ours;
    try {
      ours =
          decoder.whole(
              Frames.frame(encoding, 0, 0, Files.readAllBytes(file)), 8192, 0, planes -> planes);
    } catch (FrameFaultException e) {
      if (theirs.refused()) {
        tally.refusedByBoth++;
      } else {
        tally.refusedByUs++;
        System.out.println(file + ": refused by us alone: " + e.fault() + ", " + e.reason());
      }
      return;
    }
    if (theirs.refused()) {
      tally.refusedByPillow++;
      System.out.println(file + ": refused by Pillow alone: " + theirs.refusal());
      return;
    }
    tally.add(file, ours, theirs.planes());
  }

  private static final class Tally {
    private final List<String> others = new ArrayList<>();
    private int pictures;
    private int same;
    private int close;
    private int refusedByBoth;
    private int refusedByUs;
    private int refusedByPillow;

    void add(Path file, Planes ours, Planes theirs) {
      if (ours.width() != theirs.width() || ours.height() != theirs.height()) {
        others.add(file + ": of another size");
        return;
      }
      int most = 0;
      long sum = 0;
      for (int i = 0; i < ours.bytes().length; i++) {
        int off = Math.abs((ours.bytes()[i] & 0xff) - (theirs.bytes()[i] & 0xff));
        most = Math.max(most, off);
        sum += off;
      }
      if (most == 0) {
        same++;
      } else if (most <= ROUNDING) {
        close++;
      } else {
        others.add(
            "%s: up to %d levels, %.3f on average"
                .formatted(file, most, (double) sum / ours.bytes().length));
      }
    }

    @Override
    public String toString() {
      return " | %d | %d | %d | %d | %d | %d | %d |"
          .formatted(
              pictures, same, close, refusedByBoth, refusedByUs, refusedByPillow, others.size());
    }
  }
}
