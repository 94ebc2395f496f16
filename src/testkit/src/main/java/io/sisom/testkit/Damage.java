package io.sisom.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages real inputs the way fuzzers do. */
public final class Damage {
  private static final long[] EDGES = {
    0,
    1,
    -1,
    2,
    127,
    128,
    255,
    256,
    32_767,
    65_535,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    Integer.MAX_VALUE - 8L,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    1L << 40
  };

  private static final List<String> WORDS =
      List.of("null", "[null]", "[]", "{}", "\"\"", "1e999", "-1", "99999999999999999999", "NaN");

  private Damage() {}

  /** Bytes of any content, up to {@code most}. */
  public static byte[] noise(Random random, int most) {
    byte[] bytes = new byte[random.nextInt(most + 1)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** One of the inputs, damaged in 1 to 6 ways, mostly in few. */
  public static byte[] of(Random random, List<byte[]> inputs) {
    byte[] bytes = inputs.get(random.nextInt(inputs.size())).clone();
    int ways = 1 + random.nextInt(1 + random.nextInt(6));
    for (int i = 0; i < ways && bytes.length > 0; i++) {
      bytes = once(random, bytes, inputs);
    }
    return bytes;
  }

  private static byte[] once(Random random, byte[] bytes, List<byte[]> others) {
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(8)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt(256);
      case 2 -> edge(random, bytes, at);
      case 3 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 4 -> {
        int length = Math.min(bytes.length - at, 1 + random.nextInt(64));
        return replaced(bytes, at, length, new byte[0]);
      }
      case 5 -> {
        byte[] other = others.get(random.nextInt(others.size()));
        int from = random.nextInt(other.length);
        int length = Math.min(other.length - from, 1 + random.nextInt(64));
        return replaced(bytes, at, 0, Arrays.copyOfRange(other, from, from + length));
      }
      case 6 -> {
        return replaced(bytes, at, random.nextInt(2), noise(random, 16));
      }
      default -> {
        return word(random, bytes, at);
      }
    }
    return bytes;
  }

  /** A number that often breaks things, of 1, 2, 4 or 8 bytes in either order. */
  private static void edge(Random random, byte[] bytes, int at) {
    int width = 1 << random.nextInt(4);
    long value = EDGES[random.nextInt(EDGES.length)];
    boolean bigEndian = random.nextBoolean();
    for (int i = 0; i < width && at + i < bytes.length; i++) {
      int shift = 8 * (bigEndian ? width - 1 - i : i);
      bytes[at + i] = (byte) (value >> shift);
    }
  }

  /** In text: the value from here to the next delimiter, or all of it, becomes another. */
  private static byte[] word(Random random, byte[] bytes, int at) {
    byte[] word = WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.US_ASCII);
    if (random.nextInt(8) == 0) {
      return word;
    }
    int end = at;
    while (end < bytes.length && ",]}:".indexOf(bytes[end]) < 0 && end - at < 32) {
      end++;
    }
    return replaced(bytes, at, end - at, word);
  }

  private static byte[] replaced(byte[] bytes, int at, int length, byte[] with) {
    byte[] result = new byte[bytes.length - length + with.length];
    System.arraycopy(bytes, 0, result, 0, at);
    System.arraycopy(with, 0, result, at, with.length);
    System.arraycopy(bytes, at + length, result, at + with.length, bytes.length - at - length);
    return result;
  }
}
