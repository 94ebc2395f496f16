package io.sisom.feed.recording;

import io.sisom.feed.FeedException;
import io.sisom.feed.WrittenTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/** Tells when images were taken. */
public interface ImageTimes {
  /** Longest file of times, bytes. */
  int MAX_FILE_BYTES = 64 << 20;

  /**
   * Nanoseconds since the epoch; empty where it does not say.
   *
   * @param name as it is called within its folder or tar
   * @param image gives its bytes
   */
  OptionalLong nanos(String name, Supplier<byte[]> image);

  /** By the longest run of digits in the name that is a time in s, ms, us or ns since 1970. */
  static ImageTimes ofNames() {
    return (name, image) -> WrittenTime.inName(last(name));
  }

  /** By what a camera wrote into a JPEG; UTC where it wrote no offset. */
  static ImageTimes ofExif() {
    return (name, image) -> ExifTime.of(image.get());
  }

  /**
   * By a text file: a time a line, in the order of the names; or name and time, in either order and
   * parted by a comma. Times are numbers since 1970 or dates, UTC where no offset is written. Lines
   * that begin with {@code #} are left out.
   *
   * @param names all images, in their order
   * @throws FeedException where it cannot be read, or has not a line for each image
   */
  static ImageTimes ofFile(Path file, List<String> names) {
    List<String> lines = lines(file);
    Map<String, OptionalLong> byName = new HashMap<>();
    if (lines.stream().anyMatch(it -> it.indexOf(',') >= 0)) {
      Set<String> known = Set.copyOf(names.stream().map(ImageTimes::last).toList());
      lines.forEach(line -> put(line, known, byName));
    } else if (lines.size() == names.size()) {
      for (int i = 0; i < names.size(); i++) {
        byName.put(last(names.get(i)), WrittenTime.parse(lines.get(i)));
      }
    } else {
      throw new FeedException(
          "%s has %d times for %d images; expected a line for each, or lines of name,time"
              .formatted(file, lines.size(), names.size()));
    }
    return (name, image) -> byName.getOrDefault(last(name), OptionalLong.empty());
  }

  private static void put(String line, Set<String> names, Map<String, OptionalLong> byName) {
    String[] parts = line.split(",", 2);
    String first = last(parts[0].strip());
    String second = parts.length > 1 ? last(parts[1].strip()) : "";
    if (names.contains(first)) {
      byName.put(first, WrittenTime.parse(second.split(",", 2)[0]));
    } else if (names.contains(second)) {
      byName.put(second, WrittenTime.parse(first));
    }
  }

  private static List<String> lines(Path file) {
    try {
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw new FeedException(file + " has more than " + MAX_FILE_BYTES + " bytes of times");
      }
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      List<String> lines = new ArrayList<>(text.lines().toList());
      lines.removeIf(it -> it.isBlank() || it.startsWith("#"));
      return lines;
    } catch (IOException e) {
      throw new FeedException(file + " cannot be read", e);
    }
  }

  private static String last(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }
}
