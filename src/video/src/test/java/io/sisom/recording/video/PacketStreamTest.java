package io.sisom.recording.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.recording.PacketDecoder;
import io.sisom.recording.VideoChoices;
import io.sisom.recording.VideoEvent;
import io.sisom.recording.VideoEvent.Cause;
import io.sisom.recording.VideoFormat;
import io.sisom.testkit.Shared;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packets one by one, as messages of a recording have them. */
class PacketStreamTest {
  private static List<byte[]> packets(Path film) throws NoFilmException {
    List<byte[]> packets = new ArrayList<>();
    Ffmpeg.bound();
    try (FilmStream stream = FilmOpening.open(film)) {
      while (stream.read() >= 0) {
        byte[] bytes = new byte[stream.packet().size()];
        stream.packet().data().get(bytes);
        packets.add(bytes);
      }
    }
    return packets;
  }

  private static List<String> pictures(PacketDecoder decoder, List<byte[]> packets, int from) {
    List<String> sums = new ArrayList<>();
    for (int i = from; i < packets.size(); i++) {
      decoder.send(i, ByteBuffer.wrap(packets.get(i)));
      drain(decoder, sums);
    }
    decoder.end();
    drain(decoder, sums);
    return sums;
  }

  private static void drain(PacketDecoder decoder, List<String> into) {
    for (VideoEvent event = decoder.next(); event != null; event = decoder.next()) {
      if (event instanceof VideoEvent.Picture picture) {
        into.add(Films.shot(picture).md5());
      }
    }
  }

  private static PacketDecoder decoder(String codec) {
    return VideoFormat.installed()
        .orElseThrow()
        .decoder(codec, VideoChoices.DEFAULT_MAX_PIXELS)
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"openh264_BA_MW_D.264, h264", "mp4ff_hevc.265, H265"})
  void packetsGiveThePicturesOfTheFilm(String name, String codec) throws Exception {
    Path film = Shared.feed("video/" + name);
    List<String> right = Films.rgb(film, VideoChoices.ALL).sums();
    try (PacketDecoder decoder = decoder(codec)) {
      assertThat(pictures(decoder, packets(film), 0)).isEqualTo(right);
    }
  }

  @Test
  void aStreamThatIsJoinedInItsMiddleWaitsForAKeyFrame() throws Exception {
    Path film = Shared.feed("video/openh264_BA_MW_D.264");
    List<String> right = Films.rgb(film, VideoChoices.ALL).sums();
    try (PacketDecoder decoder = decoder("h264")) {
      List<byte[]> joined = packets(Shared.feed("video/openh264_BA_MW_D_IDR_LOST.264"));
      assertThat(pictures(decoder, joined, 0)).isEqualTo(right.subList(30, 100));
      assertThat(decoder.counts().leftOut(Cause.BEFORE_KEY_FRAME)).isEqualTo(27);
    }
  }

  @Test
  void aStreamWhoseParameterSetsWereMissedGivesNothingAndSaysSo() throws Exception {
    List<byte[]> packets = packets(Shared.feed("video/openh264_BA_MW_D.264"));
    try (PacketDecoder decoder = decoder("h264")) {
      assertThat(pictures(decoder, packets, 7)).isEmpty();
      assertThat(decoder.counts().leftOut(Cause.BEFORE_KEY_FRAME)).isEqualTo(93);
    }
  }

  @Test
  void otherCodecsAreNotDecoded() {
    assertThat(VideoFormat.installed().orElseThrow().decoder("jpeg2000", 1)).isEmpty();
  }

  @Test
  void packetsThatAreNoneAreLeftOut() {
    try (PacketDecoder decoder = decoder("h264")) {
      assertThat(pictures(decoder, List.of(new byte[0], new byte[] {1, 2, 3}), 0)).isEmpty();
      assertThat(decoder.counts().leftOutInAll()).isEqualTo(2);
    }
  }
}
