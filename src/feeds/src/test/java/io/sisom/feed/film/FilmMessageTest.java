package io.sisom.feed.film;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.recording.Channel;
import io.sisom.recording.MessageSchema;
import io.sisom.recording.VideoEvent;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Pictures of films as messages, and what only claims to be one. */
class FilmMessageTest {
  @Test
  void aPictureComesOutAsItWentIn() {
    byte[] pixels = {1, 2, 3, 4, 5, 6};
    ByteBuffer payload =
        FilmMessage.write(
            new VideoEvent.Picture(4, false, -7, 2, 1, ByteBuffer.wrap(pixels)),
            ByteBuffer.allocate(0));
    FilmMessage read = FilmMessage.read(payload).orElseThrow();
    assertThat(read.nanos()).isEqualTo(-7);
    assertThat(read.width()).isEqualTo(2);
    assertThat(read.height()).isEqualTo(1);
    assertThat(read.pixels()).isEqualTo(ByteBuffer.wrap(pixels));
    Channel channel = FilmMessage.channel("front", "h264", "sum", -5);
    assertThat(FilmMessage.isIn(channel)).isTrue();
    assertThat(FilmMessage.originNanos(channel)).isEqualTo(-5);
    assertThat(
            FilmMessage.originNanos(FilmMessage.channel("f", "c", "s", 1_462_363_200_000_000_000L)))
        .isEqualTo(1_462_363_200_000_000_000L);
  }

  @Test
  void aChannelOfARecordingThatClaimsToBeAFilmDoesNoHarm() {
    for (String origin : new String[] {"", "x", "99999999999999999999", "1e9"}) {
      Channel channel =
          new Channel(1, "/t", MessageSchema.NONE, "film", Map.of("originNanos", origin));
      assertThat(FilmMessage.isIn(channel)).as(origin).isFalse();
    }
    Random random = new Random(5);
    for (int i = 0; i < 10_000; i++) {
      byte[] payload = new byte[random.nextInt(40)];
      random.nextBytes(payload);
      assertThat(FilmMessage.read(ByteBuffer.wrap(payload))).isEmpty();
    }
  }
}
