package io.sisom.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.frame.ReadFrame.Read;
import io.sisom.schema.FrameOrigin;
import io.sisom.schema.SensorFrame;
import io.sisom.wire.AvroCodec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class OriginBoundsTest {
  private static final FrameOrigin SOURCE =
      new FrameOrigin("spot-3", "/camera/front", "run.mcap", "1024:7");

  private final FrameReader reader = new FrameReader(FrameLimits.defaults());
  private final AvroCodec<SensorFrame> codec = AvroCodec.of(SensorFrame.class);

  @Test
  void whatFitsIsLeftAsItIs() {
    SensorFrame frame = frame(SOURCE, Map.of("gps", "48.1,11.6", "software", "1.2"));
    assertThat(read(frame)).isEqualTo(new Read(frame, false));
    assertThat(OriginBounds.bounded(frame)).isSameAs(frame);
  }

  @Test
  void beyondTheBoundsTheAttributesAreCutAndTheFrameIsRead() {
    Map<String, String> many = new TreeMap<>();
    for (int i = 0; i < 100; i++) {
      many.put("k%03d".formatted(i), "v");
    }
    Read read = read(frame(null, many));
    assertThat(read.cut()).isTrue();
    assertThat(read.frame().getAttributes()).hasSize(32).containsKeys("k000", "k031");
    assertThat(read.frame().getContent()).isEqualTo(frame(null, Map.of()).getContent());
  }

  @Test
  void aLongValueEndsWithAWholeCharacter() {
    Read read = read(frame(null, Map.of("place", "a" + "\uD83D\uDE80".repeat(100))));
    assertThat(read.frame().getAttributes().get("place"))
        .isEqualTo("a" + "\uD83D\uDE80".repeat(63));
  }

  @Test
  void anAttributeWithoutAUsableKeyIsLeftOut() {
    Read read = read(frame(null, Map.of("", "x", "k".repeat(65), "x", "k".repeat(64), "y")));
    assertThat(read.frame().getAttributes()).isEqualTo(Map.of("k".repeat(64), "y"));
  }

  @Test
  void aLongSourceIsCut() {
    Read read = read(frame(new FrameOrigin(null, "t".repeat(300), null, null), Map.of()));
    assertThat(read.cut()).isTrue();
    assertThat(read.frame().getSource().getTopic()).hasSize(256);
  }

  @Property
  void whateverItIsTheResultIsSmallAndCutOnce(
      @ForAll @Size(max = 60)
          Map<@StringLength(max = 80) String, @StringLength(max = 300) String> attributes) {
    SensorFrame bounded = OriginBounds.bounded(frame(null, attributes));
    int bytes = 0;
    for (Map.Entry<String, String> entry : bounded.getAttributes().entrySet()) {
      assertThat(length(entry.getKey())).isBetween(1, 64);
      assertThat(length(entry.getValue())).isLessThanOrEqualTo(256);
      bytes += length(entry.getKey()) + length(entry.getValue());
    }
    assertThat(bytes).isLessThanOrEqualTo(2048);
    assertThat(bounded.getAttributes()).hasSizeLessThanOrEqualTo(32);
    assertThat(OriginBounds.bounded(bounded)).isSameAs(bounded);
  }

  private static int length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private Read read(SensorFrame frame) {
    return (Read) reader.read(codec.encode(frame));
  }

  private static SensorFrame frame(
      @org.jspecify.annotations.Nullable FrameOrigin source, Map<String, String> attributes) {
    return new SensorFrame(
        "cam-1",
        "cam",
        Instant.EPOCH,
        "rgb8",
        1,
        1,
        ByteBuffer.wrap(new byte[3]),
        null,
        source,
        attributes);
  }
}
