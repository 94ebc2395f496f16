package io.sisom.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was found, for people and for programs.
 *
 * @param version of this program
 * @param java version of the Java that ran it
 * @param processors it had
 */
public record BenchReport(String version, String java, int processors, List<Section> sections) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of this process. */
  public static BenchReport of(String version, List<Section> sections) {
    return new BenchReport(
        version,
        String.valueOf(Runtime.version()),
        Runtime.getRuntime().availableProcessors(),
        List.copyOf(sections));
  }

  /** Whether nothing was found that must not be. */
  public boolean sound() {
    return sections.stream().allMatch(Section::sound);
  }

  /** Lines for a terminal. */
  public String text() {
    List<String> out = new ArrayList<>();
    out.add("%s, Java %s, %d processors".formatted(version, java, processors));
    for (Section section : sections) {
      int width = section.lines().stream().mapToInt(line -> line.what().length()).max().orElse(0);
      out.add("");
      out.add(section.title());
      section.lines().forEach(line -> out.add("  " + text(line, width)));
      section.notes().forEach(note -> out.add("  (" + note + ")"));
      if (!section.sound()) {
        out.add("  FAILED: not every frame got its one score");
      }
    }
    return String.join(System.lineSeparator(), out);
  }

  private static String text(Line line, int width) {
    String figure =
        String.format(
            Locale.ROOT,
            "%-" + Math.max(1, width) + "s  %10s %-8s",
            line.what(),
            number(line.value()),
            line.unit());
    return Double.isNaN(line.ratio())
        ? figure.stripTrailing()
        : figure + String.format(Locale.ROOT, "  x %.2f", line.ratio());
  }

  /** Three digits that count. */
  private static String number(double value) {
    boolean whole = value == Math.rint(value) || value >= 100;
    String format = whole ? "%.0f" : value >= 10 ? "%.1f" : value >= 1 ? "%.2f" : "%.3f";
    return String.format(Locale.ROOT, format, value);
  }

  /** The same for programs; ratios that are none are left out. */
  public String json() {
    ObjectNode root = JSON.createObjectNode();
    root.put("version", version).put("java", java).put("processors", processors);
    ArrayNode parts = root.putArray("sections");
    for (Section section : sections) {
      ObjectNode part = parts.addObject();
      part.put("part", section.part()).put("title", section.title()).put("sound", section.sound());
      ArrayNode lines = part.putArray("lines");
      for (Line line : section.lines()) {
        ObjectNode figure = lines.addObject();
        figure.put("what", line.what()).put("value", line.value()).put("unit", line.unit());
        if (!Double.isNaN(line.ratio())) {
          figure.put("ratio", line.ratio());
        }
      }
      section.notes().forEach(part.putArray("notes")::add);
    }
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report of numbers and words cannot fail to be JSON", e);
    }
  }
}
