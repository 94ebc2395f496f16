package io.sisom.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
  @Test
  void givesBackEveryTypeShapeAndText(@TempDir Path dir) throws Exception {
    Path file = dir.resolve("all.safetensors");
    example().write(file);
    Safetensors read = Safetensors.read(file);
    assertThat(read.tensors().keySet()).containsExactly("f", "d", "i", "l", "b", "empty");
    assertThat(read.tensor("f").floats()).containsExactly(1.5f, Float.NaN, -0f, 4f, 5f, 6f);
    assertThat(read.tensor("f").shape()).containsExactly(2L, 3L);
    assertThat(read.tensor("d").doubles()).containsExactly(Math.PI);
    assertThat(read.tensor("d").shape()).isEmpty();
    assertThat(read.tensor("i").ints()).containsExactly(Integer.MIN_VALUE, 7);
    assertThat(read.tensor("l").longs()).containsExactly(Long.MAX_VALUE);
    assertThat(read.tensor("b").bytes()).containsExactly((byte) 255, (byte) 0, (byte) 1);
    assertThat(read.tensor("empty").floats()).isEmpty();
    assertThat(read.text("origin")).isEqualTo("a \"test\" – ü");
  }

  @Test
  void readsAFileLaidOutByHandAsTheFormatSays(@TempDir Path dir) throws Exception {
    // As Python's safetensors writes it: second tensor first in the header, padded with spaces.
    Path file =
        handmade(
            dir,
            "{\"b\":{\"dtype\":\"I32\",\"shape\":[1],\"data_offsets\":[4,8]},"
                + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}   ",
            0,
            0,
            (byte) 0x80,
            0x3f,
            7,
            0,
            0,
            0);
    assertThat(Safetensors.read(file).tensor("a").floats()).containsExactly(1f);
    assertThat(Safetensors.read(file).tensor("b").ints()).containsExactly(7);
  }

  @Test
  void writesTheLayoutByteForByte(@TempDir Path dir) throws Exception {
    Path file = dir.resolve("one.safetensors");
    new Safetensors(Map.of("t", Tensor.of(new int[] {258}, 1)), Map.of("k", "v")).write(file);
    String json =
        "{\"__metadata__\":{\"k\":\"v\"},"
            + "\"t\":{\"dtype\":\"I32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
    byte[] header = (json + " ".repeat(-json.length() & 7)).getBytes(StandardCharsets.UTF_8);
    ByteBuffer expected = ByteBuffer.allocate(12 + header.length).order(ByteOrder.LITTLE_ENDIAN);
    expected.putLong(header.length).put(header).putInt(258);
    assertThat(Files.readAllBytes(file)).isEqualTo(expected.array());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{} {}",
        "{\"t\":1}",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[1]}}",
        "{\"t\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[0,4]}}",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[1.0],\"data_offsets\":[0,4]}}",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[99999999999999999999],\"data_offsets\":[0,4]}}",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[4611686018427387905,4],\"data_offsets\":[0,4]}}",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
        "{\"t\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}",
        "{\"t\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[0,3]}}",
        "{\"t\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]},"
            + "\"t\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[4,4]}}",
        "{\"t\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]},"
            + "\"o\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[1,4]}}",
        "{\"t\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]},\"__metadata__\":{\"k\":1}}",
      })
  void refusesHeadersThatLie(String json, @TempDir Path dir) throws Exception {
    Path file = handmade(dir, json, 1, 2, 3, 4);
    assertThatThrownBy(() -> Safetensors.read(file)).isInstanceOf(SafetensorsException.class);
  }

  @Test
  void refusesAHeaderLengthBeyondTheFileOrTheLimit(@TempDir Path dir) throws Exception {
    for (long length : new long[] {-1, 1, Long.MAX_VALUE, Safetensors.MAX_HEADER_BYTES + 1L}) {
      Path file = dir.resolve("claim-" + length);
      ByteBuffer claim = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
      Files.write(file, claim.array());
      assertThatThrownBy(() -> Safetensors.read(file))
          .isInstanceOf(SafetensorsException.class)
          .hasMessageContaining("header");
    }
  }

  @Test
  void namesWhatIsThereWhenATensorIsMissingOrOfAnotherType() {
    Safetensors file = new Safetensors(Map.of("a", Tensor.of(new float[1], 1)), Map.of());
    assertThatThrownBy(() -> file.tensor("b"))
        .isInstanceOf(SafetensorsException.class)
        .hasMessageContaining("[a]");
    assertThatThrownBy(() -> file.tensor("a").ints())
        .isInstanceOf(SafetensorsException.class)
        .hasMessageContaining("F32");
  }

  @Test
  void refusesATensorWhoseShapeDoesNotFitItsValues() {
    assertThatIllegalArgumentException().isThrownBy(() -> Tensor.of(new float[5], 2, 3));
  }

  @Property(tries = 200)
  void floatsSurvive(@ForAll @Size(max = 50) float[] values) throws Exception {
    inScratch(
        file -> {
          Tensor tensor = Tensor.of(values, values.length);
          new Safetensors(Map.of("t", tensor), Map.of()).write(file);
          assertThat(Safetensors.read(file).tensor("t").floats()).isEqualTo(values);
        });
  }

  @Property(tries = 500)
  void aMutatedFileIsAValueOrTheCheckedException(
      @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 0, max = 100_000) Integer> where,
      @ForAll byte with,
      @ForAll @IntRange(min = 0, max = 20) int cut)
      throws Exception {
    inScratch(
        file -> {
          example().write(file);
          byte[] bytes = Files.readAllBytes(file);
          where.forEach(at -> bytes[at % bytes.length] = with);
          byte[] mutated = Arrays.copyOf(bytes, bytes.length - cut);
          Files.write(file, mutated);
          try {
            for (Tensor tensor : Safetensors.read(file).tensors().values()) {
              assertThat((long) tensor.data().remaining())
                  .isEqualTo(Tensor.sizeOf(tensor.type(), tensor.shape()));
            }
          } catch (SafetensorsException e) {
            assertThat(e).hasMessageMatching("(?s).+");
          }
        });
  }

  private static Safetensors example() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("f", Tensor.of(new float[] {1.5f, Float.NaN, -0f, 4f, 5f, 6f}, 2, 3));
    tensors.put("d", Tensor.of(new double[] {Math.PI}));
    tensors.put("i", Tensor.of(new int[] {Integer.MIN_VALUE, 7}, 2));
    tensors.put("l", Tensor.of(new long[] {Long.MAX_VALUE}, 1, 1));
    tensors.put("b", Tensor.of(new byte[] {(byte) 255, 0, 1}, 3));
    tensors.put("empty", Tensor.of(new float[0], 0, 9));
    return new Safetensors(tensors, Map.of("origin", "a \"test\" – ü"));
  }

  private static Path handmade(Path dir, String json, int... data) throws IOException {
    byte[] header = json.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + header.length + data.length);
    bytes.order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).put(header);
    for (int b : data) {
      bytes.put((byte) b);
    }
    return Files.write(dir.resolve("handmade.safetensors"), bytes.array());
  }

  private interface OnFile {
    void accept(Path file) throws Exception;
  }

  private static void inScratch(OnFile action) throws Exception {
    Path file = Files.createTempFile("fuzz", ".safetensors");
    try {
      action.accept(file);
    } finally {
      Files.delete(file);
    }
  }
}
