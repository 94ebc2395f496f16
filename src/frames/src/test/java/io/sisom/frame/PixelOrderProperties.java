package io.sisom.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.method.FrameShape;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A frame's pixels depend on its bytes, not on what was decoded before it or beside it. */
class PixelOrderProperties {
  private static final FrameShape SHAPE = new FrameShape(3, 24, 24);
  private static final List<byte[]> BAG = bag();

  private static List<byte[]> bag() {
    BufferedImage photo = Photos.photo(40, 40, BufferedImage.TYPE_INT_RGB, 1);
    byte[] ordinary = Photos.jpeg(photo, false);
    byte[] full = Photos.jpeg(photo, false, "1", "1");
    BufferedImage gray = Photos.photo(40, 40, BufferedImage.TYPE_BYTE_GRAY, 2);
    return List.of(
        ordinary,
        Jpegs.withOwnTables(Photos.photo(40, 40, BufferedImage.TYPE_INT_RGB, 3)),
        Jpegs.withOwnTables(gray),
        Photos.jpeg(photo, true),
        Jpegs.without(ordinary, Jpegs.HUFFMAN),
        Jpegs.without(ordinary, Jpegs.QUANTIZERS),
        Jpegs.without(Jpegs.without(ordinary, Jpegs.HUFFMAN), Jpegs.QUANTIZERS),
        Jpegs.without(full, Jpegs.JFIF),
        Jpegs.withAdobe(Jpegs.without(full, Jpegs.JFIF), 0),
        Jpegs.ofFour(40, 40, new Random(4).ints(4 * 40 * 40, 0, 256).toArray()),
        Jpegs.replaced(ordinary, Jpegs.frame(ordinary), ordinary.length - 2),
        Arrays.copyOf(ordinary, 300),
        Frames.encoded("png", photo),
        Frames.encoded("png", gray));
  }

  @Property(tries = 40)
  void pixelsAreAFunctionOfTheBytes(@ForAll long seed, @ForAll boolean nativeCode)
      throws Exception {
    List<String> alone = BAG.stream().map(picture -> answer(decoder(nativeCode), picture)).toList();
    List<Integer> order =
        new ArrayList<>(
            IntStream.range(0, 3 * BAG.size()).map(i -> i % BAG.size()).boxed().toList());
    Collections.shuffle(order, new Random(seed));
    FrameDecoder shared = decoder(nativeCode);
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      List<Callable<String>> work = new ArrayList<>();
      order.forEach(each -> work.add(() -> answer(shared, BAG.get(each))));
      List<Future<String>> answers = threads.invokeAll(work);
      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).get()).isEqualTo(alone.get(order.get(i)));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static FrameDecoder decoder(boolean nativeCode) {
    FrameLimits limits = FrameLimits.defaults();
    return nativeCode ? new FrameDecoder(limits) : FrameDecoder.withoutNativeCode(limits);
  }

  private static String answer(FrameDecoder decoder, byte[] picture) {
    String encoding = picture[0] == (byte) 0xFF ? "jpeg" : "png";
    DecodedFrame decoded = decoder.decode(Frames.frame(encoding, 0, 0, picture), SHAPE);
    return decoded instanceof DecodedFrame.Pixels pixels
        ? Arrays.toString(pixels.planar())
        : decoded.toString();
  }
}
