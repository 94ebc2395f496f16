package io.sisom.cli;

import io.sisom.feed.film.FilmFacts;
import io.sisom.recording.VideoEvent.Cause;
import io.sisom.recording.VideoFacts;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What is known of a film, for programs: what it does not say is left out. */
final class FilmReport {
  private FilmReport() {}

  /** Times are nanoseconds, the start's since the epoch. */
  static Map<String, Object> json(FilmFacts facts) {
    VideoFacts said = facts.said();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("codec", said.codec());
    json.put("container", said.container());
    if (said.width() > 0 && said.height() > 0) {
      json.put("width", said.width());
      json.put("height", said.height());
    }
    if (said.rate() > 0) {
      json.put("rate", said.rate());
    }
    said.durationNanos().ifPresent(it -> json.put("durationNanos", it));
    if (said.announced() > 0) {
      json.put("announced", said.announced());
    }
    json.put("startNanos", facts.start().nanos());
    json.put("startFrom", facts.start().from().name().toLowerCase(Locale.ROOT));
    json.put("packets", facts.counts().packets());
    json.put("pictures", facts.counts().given());
    Map<String, Long> leftOut = new LinkedHashMap<>();
    for (Cause cause : Cause.values()) {
      if (facts.counts().leftOut(cause) > 0) {
        leftOut.put(cause.name().toLowerCase(Locale.ROOT), facts.counts().leftOut(cause));
      }
    }
    json.put("leftOut", leftOut);
    return json;
  }
}
