package io.sisom.demo.world;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Writes independent pictures as JPEG files, one folder a class: what the trainer of the bundled
 * network reads. Arguments: OUT_DIR FRAMES_PER_CLASS SEED known|unknown|faults.
 */
public final class WorldDump {
  private WorldDump() {}

  /** Runs with the arguments of the class comment. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 4) {
      throw new IllegalArgumentException(
          "Give OUT_DIR FRAMES_PER_CLASS SEED known|unknown|faults, not " + List.of(arguments));
    }
    Path folder = Path.of(arguments[0]);
    int frames = Integer.parseInt(arguments[1]);
    SplittableRandom random = new SplittableRandom(Long.parseLong(arguments[2]));
    switch (arguments[3].toLowerCase(Locale.ROOT)) {
      case "known" -> kinds(folder, frames, random, ObjectKind.knownKinds());
      case "unknown" -> kinds(folder, frames, random, ObjectKind.unknownKinds());
      case "faults" -> faults(folder, frames, random);
      default ->
          throw new IllegalArgumentException(
              "The fourth argument is known, unknown or faults, not " + arguments[3]);
    }
  }

  private static void kinds(
      Path folder, int frames, SplittableRandom random, List<ObjectKind> kinds) throws IOException {
    for (ObjectKind kind : kinds) {
      for (int i = 0; i < frames; i++) {
        write(folder, kind.label(), i, ScenePainter.paint(LabeledFrames.scene(kind, random)));
      }
    }
  }

  private static void faults(Path folder, int frames, SplittableRandom random) throws IOException {
    List<ObjectKind> kinds = ObjectKind.knownKinds();
    for (CameraFault fault : CameraFault.real()) {
      for (int i = 0; i < frames; i++) {
        ObjectKind kind = kinds.get(i % kinds.size());
        BufferedImage image = ScenePainter.paint(LabeledFrames.scene(kind, random));
        FaultPainter.apply(fault, image, random.nextLong(), i);
        write(folder, fault.label(), i, image);
      }
    }
  }

  private static void write(Path folder, String label, int index, BufferedImage image)
      throws IOException {
    Path directory = Files.createDirectories(folder.resolve(label));
    Files.write(directory.resolve("%06d.jpg".formatted(index)), Jpeg.encode(image));
  }
}
