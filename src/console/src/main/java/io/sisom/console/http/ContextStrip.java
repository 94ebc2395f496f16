package io.sisom.console.http;

import io.sisom.console.Surroundings;
import io.sisom.console.Surroundings.Found;
import io.sisom.console.Surroundings.Seen;
import io.sisom.console.json.PicturePath;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What a sensor saw before and after a frame, as a row of small pictures.
 *
 * @param note why there are none
 */
record ContextStrip(List<Frame> frames, String note) {
  private static final String THUMBNAIL = "&side=192";

  /** One of them, how long before or after in words. */
  record Frame(String kind, String picture, String thumbnail, String words) {}

  static ContextStrip of(Surroundings around) {
    if (around instanceof Found found) {
      return new ContextStrip(
          IntStream.range(0, found.frames().size()).mapToObj(i -> frame(found, i)).toList(), "");
    }
    return new ContextStrip(
        List.of(),
        around instanceof Surroundings.Gone
            ? "What came before and after is not to be found: the topic of frames holds it no"
                + " longer, or its producer puts frames on other partitions than Kafka does."
            : "Kafka did not send the frames before and after in time.");
  }

  private static Frame frame(Found found, int i) {
    Seen seen = found.frames().get(i);
    boolean self = i == found.self();
    String picture = PicturePath.sensor(seen.place());
    return new Frame(
        self ? "self" : "other",
        picture,
        picture + THUMBNAIL,
        self ? "this frame" : apart(found.frames().get(found.self()), seen));
  }

  private static String apart(Seen self, Seen other) {
    Duration apart = Duration.between(self.capturedAt(), other.capturedAt());
    return String.format(Locale.ROOT, "%+.2f s", apart.toMillis() / 1000.0);
  }
}
