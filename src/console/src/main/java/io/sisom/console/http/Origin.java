package io.sisom.console.http;

import io.sisom.schema.FrameOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a frame says of itself, line by line; empty where it says nothing. */
record Origin(List<Line> lines) {
  /** A name and what is said under it. */
  record Line(String name, String text) {}

  static Origin of(@Nullable FrameOrigin source, Map<String, String> attributes) {
    List<Line> lines = new ArrayList<>();
    if (source != null) {
      add(lines, "Robot", source.getRobot());
      add(lines, "Topic", source.getTopic());
      add(lines, "From", source.getStream());
      add(lines, "Position", source.getPosition());
    }
    new TreeMap<>(attributes).forEach((name, text) -> lines.add(new Line(name, text)));
    return new Origin(List.copyOf(lines));
  }

  private static void add(List<Line> lines, String name, @Nullable String text) {
    if (text != null && !text.isBlank()) {
      lines.add(new Line(name, text));
    }
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }
}
