package io.sisom.console.http;

import io.sisom.console.Surroundings;
import io.sisom.console.Surroundings.Found;
import io.sisom.console.Surroundings.Seen;
import io.sisom.console.http.Template.Markup;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** What a sensor saw before and after a frame, as a row of small pictures. */
final class ContextStrip {
  private static final Template FRAME =
      Template.inline(
          "<a class=\"{{kind}}\" href=\"{{picture}}\"><img src=\"{{thumbnail}}\""
              + " alt=\"{{words}}\"><span>{{words}}</span></a>");
  private static final Template NOTE = Template.inline("<p class=\"muted\">{{text}}</p>");
  private static final String THUMBNAIL = "&side=192";

  private ContextStrip() {}

  static Markup of(Surroundings around) {
    if (around instanceof Found found) {
      return strip(found);
    }
    return NOTE.fill(
        Map.of(
            "text",
            around instanceof Surroundings.Gone
                ? "What came before and after is not to be found: the topic of frames holds it no"
                    + " longer, or its producer puts frames on other partitions than Kafka does."
                : "Kafka did not send the frames before and after in time."));
  }

  private static Markup strip(Found found) {
    StringBuilder strip = new StringBuilder();
    Seen self = found.frames().get(found.self());
    for (int i = 0; i < found.frames().size(); i++) {
      Seen seen = found.frames().get(i);
      String picture = FramesApi.sensorPicture(seen.place());
      strip.append(
          FRAME
              .fill(
                  Map.of(
                      "kind",
                      i == found.self() ? "self" : "other",
                      "picture",
                      picture,
                      "thumbnail",
                      picture + THUMBNAIL,
                      "words",
                      i == found.self() ? "this frame" : words(self, seen)))
              .html());
    }
    return new Markup(strip.toString());
  }

  /** How long before or after. */
  private static String words(Seen self, Seen other) {
    Duration apart = Duration.between(self.capturedAt(), other.capturedAt());
    return String.format(Locale.ROOT, "%+.2f s", apart.toMillis() / 1000.0);
  }
}
