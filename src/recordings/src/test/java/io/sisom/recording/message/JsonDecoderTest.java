package io.sisom.recording.message;

import static io.sisom.recording.message.Messages.channel;
import static io.sisom.recording.message.Messages.decoder;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Messages in JSON, as Foxglove's schemas and rosbridge write them. */
class JsonDecoderTest {
  private static final byte[] DATA = {1, 2, 3};
  private static final OptionalLong STAMP = OptionalLong.of(17_000_000_005L);

  @Test
  void readsFoxglovesCompressedImages() {
    assertThat(
            decode(
                "foxglove.CompressedImage",
                "{\"timestamp\":{\"sec\":17,\"nsec\":5},\"frame_id\":\"camera\",\"more\":[{\"a\":1}],"
                    + "\"data\":\"AQID\",\"format\":\"jpeg\"}"))
        .isEqualTo(new ImageMessage.Compressed(STAMP, "camera", "jpeg", ByteBuffer.wrap(DATA)));
  }

  @Test
  void readsRosbridgesImages() {
    assertThat(
            decode(
                "sensor_msgs/Image",
                "{\"header\":{\"stamp\":{\"secs\":17,\"nsecs\":5},\"frame_id\":\"camera\",\"seq\":1},"
                    + "\"height\":1,\"width\":3,\"encoding\":\"mono8\",\"is_bigendian\":0,"
                    + "\"step\":3,\"data\":[1,2,3]}"))
        .isEqualTo(
            new ImageMessage.Raw(STAMP, "camera", "mono8", 3, 1, 3, false, ByteBuffer.wrap(DATA)));
  }

  @Test
  void aStampMayBeATextAndMayBeAbsent() {
    String image = ",\"data\":\"AQID\"}";
    assertThat(stamp("{\"timestamp\":\"1970-01-01T00:00:17.000000005Z\"" + image)).isEqualTo(STAMP);
    assertThat(stamp("{\"timestamp\":\"yesterday\"" + image)).isEmpty();
    assertThat(stamp("{\"timestamp\":null" + image)).isEmpty();
    assertThat(stamp("{\"timestamp\":{\"sec\":9223372036854775807}" + image)).isEmpty();
  }

  @Test
  void dataMayBeLongerThanAnyOtherText() {
    byte[] long1 = new byte[1 << 20];
    assertThat(
            Messages.bytes(
                decode(
                    "foxglove.CompressedImage",
                    "{\"data\":\"" + Base64.getEncoder().encodeToString(long1) + "\"}")))
        .isEqualTo(long1);
  }

  @Test
  void whatIsNoImageIsMalformed() {
    assertMalformed("[]", "message is no JSON object");
    assertMalformed("{\"data\":{}}", "field data is neither base64 nor a list");
    assertMalformed("{\"data\":[\"a\"]}", "field data has something that is no byte");
    assertMalformed("{\"data\":\"*\"}", "message is no whole JSON: wrong near byte");
    assertMalformed("{\"data\":\"AQ", "message is no ");
    assertMalformed("{\"frame_id\":\"" + "x".repeat(5_000) + "\"}", "message is no JSON");
    assertMalformed("{\"a\":" + "[".repeat(100), "message is no JSON");
  }

  private static void assertMalformed(String json, String reason) {
    assertThat(decode("foxglove.CompressedImage", json))
        .isInstanceOfSatisfying(
            ImageMessage.Malformed.class, it -> assertThat(it.reason()).startsWith(reason));
  }

  private static OptionalLong stamp(String json) {
    return ((ImageMessage.Compressed) decode("foxglove.CompressedImage", json)).stampNanos();
  }

  private static ImageMessage decode(String type, String json) {
    return decoder(channel(type, "json"))
        .decode(ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)));
  }
}
