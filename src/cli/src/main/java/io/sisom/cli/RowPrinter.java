package io.sisom.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sisom.text.CsvCell;
import io.sisom.text.Unseen;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Prints rows in one format. */
final class RowPrinter<T> {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PrintWriter out;
  private final OutputFormat format;
  private final List<Column<T>> columns;

  RowPrinter(PrintWriter out, OutputFormat format, List<Column<T>> columns) {
    this.out = out;
    this.format = format;
    this.columns = columns;
  }

  /** What comes before the first row. */
  void header() {
    if (format == OutputFormat.CSV) {
      out.println(columns.stream().map(Column::name).collect(Collectors.joining(",")));
      out.flush();
    }
  }

  /** One row. */
  void row(T value) {
    out.println(
        switch (format) {
          case CSV -> cells(value, ",", RowPrinter::csv);
          case JSON -> json(value);
          case TEXT -> text(value);
        });
  }

  /** Shows what has been printed. */
  void flush() {
    out.flush();
  }

  /** Whether the reader has closed the output, as {@code | head} does. */
  boolean outputClosed() {
    return out.checkError();
  }

  private String cells(
      T value, String separator, java.util.function.Function<@Nullable Object, String> cell) {
    return columns.stream()
        .map(column -> cell.apply(column.value().apply(value)))
        .collect(Collectors.joining(separator));
  }

  private String text(T value) {
    return columns.stream()
        .filter(column -> !column.optional() || column.value().apply(value) != null)
        .map(column -> column.name() + "=" + readable(column.value().apply(value)))
        .collect(Collectors.joining("  "));
  }

  /**
   * JSON has no Infinity and no NaN: they become strings, which most languages parse as numbers.
   */
  private String json(T value) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (Column<T> column : columns) {
      Object shown = column.value().apply(value);
      boolean typed =
          shown == null
              || shown instanceof Number
              || shown instanceof Boolean
              || shown instanceof Map;
      object.put(column.name(), typed ? shown : shown.toString());
    }
    return written(object);
  }

  private static String written(Map<?, ?> object) {
    try {
      return JSON.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of numbers and strings is always JSON", e);
    }
  }

  private static String plain(Object value) {
    return value instanceof Map<?, ?> map ? written(map) : value.toString();
  }

  private static String readable(@Nullable Object value) {
    if (value instanceof Double number) {
      return String.format(Locale.ROOT, "%.4g", number);
    }
    return value == null ? "-" : printable(plain(value));
  }

  /** Numbers stay numbers; text begins no formula. */
  private static String csv(@Nullable Object value) {
    boolean typed = value instanceof Number || value instanceof Boolean;
    return value == null ? "" : typed ? value.toString() : CsvCell.of(plain(value));
  }

  /** Frames' ids come from outside: nothing in them may steer a terminal. */
  private static String printable(String text) {
    return Unseen.escaped(text);
  }
}
