package io.sisom.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was found, for people and for programs.
 *
 * @param version of this program
 * @param java version of the Java that ran it
 * @param processors it had
 */
public record BenchReport(
    String version, String java, int processors, List<BenchSection> sections) {
  private static final ObjectWriter JSON = new ObjectMapper().writerWithDefaultPrettyPrinter();

  /** Of this process. */
  public static BenchReport of(String version, List<BenchSection> sections) {
    return new BenchReport(
        version,
        String.valueOf(Runtime.version()),
        Runtime.getRuntime().availableProcessors(),
        List.copyOf(sections));
  }

  /** Whether nothing was found that must not be. */
  public boolean sound() {
    return sections.stream().allMatch(BenchSection::sound);
  }

  /** Lines for a terminal. */
  public String text() {
    List<String> out = new ArrayList<>();
    out.add("%s, Java %s, %d processors".formatted(version, java, processors));
    for (BenchSection section : sections) {
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

  private static String text(BenchFigure line, int width) {
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
    List<JsonSection> shown = sections.stream().map(JsonSection::of).toList();
    try {
      return JSON.writeValueAsString(new Json(version, java, processors, shown));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report of numbers and words cannot fail to be JSON", e);
    }
  }

  record Json(String version, String java, int processors, List<JsonSection> sections) {}

  record JsonSection(
      String part, String title, boolean sound, List<Figure> lines, List<String> notes) {
    static JsonSection of(BenchSection section) {
      return new JsonSection(
          section.part(),
          section.title(),
          section.sound(),
          section.lines().stream().map(Figure::of).toList(),
          section.notes());
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Figure(String what, double value, String unit, @Nullable Double ratio) {
    static Figure of(BenchFigure line) {
      return new Figure(
          line.what(), line.value(), line.unit(), Double.isNaN(line.ratio()) ? null : line.ratio());
    }
  }
}
