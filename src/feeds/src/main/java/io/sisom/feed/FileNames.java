package io.sisom.feed;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells from names which files are hidden or left by an operating system, and which claim to be
 * images.
 */
final class FileNames {
  private static final Set<String> SYSTEMS_OWN =
      Set.of("__macosx", "thumbs.db", "desktop.ini", "ehthumbs.db", "@eadir", "$recycle.bin");
  private static final Pattern PAX_HEADER = Pattern.compile("PaxHeaders?(\\.[^/]*)?");
  private static final Pattern IMAGE =
      Pattern.compile("(?i).*\\.(jpe?g|jpe|jfif|png|gif|bmp|tiff?|webp|heic|avif)");

  private FileNames() {}

  /** Whether a part of the path is hidden (a dot first) or what systems put beside data. */
  static boolean hidden(String path) {
    return Stream.of(path.split("/", -1))
        .anyMatch(
            part ->
                (part.startsWith(".") && !part.equals(".") && !part.equals(".."))
                    || SYSTEMS_OWN.contains(part.toLowerCase(Locale.ROOT))
                    || PAX_HEADER.matcher(part).matches());
  }

  /** Whether the name promises an image, of whatever kind. */
  static boolean promisesImage(String name) {
    return IMAGE.matcher(name).matches();
  }
}
