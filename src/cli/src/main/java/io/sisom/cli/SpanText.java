package io.sisom.cli;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads spans of time such as {@code 500ms}, {@code 2s} or {@code 1.5m} as nanoseconds. */
final class SpanText implements ITypeConverter<Long> {
  private static final Pattern SPAN = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h)");
  private static final Map<String, Double> NANOS =
      Map.of("ms", 1e6, "s", 1e9, "m", 60e9, "h", 3600e9);

  @Override
  public Long convert(String text) {
    Matcher span = SPAN.matcher(text);
    if (!span.matches()) {
      throw new TypeConversionException(
          "expected a number with ms, s, m or h, such as 500ms, is '" + text + "'");
    }
    return Math.round(Double.parseDouble(span.group(1)) * NANOS.getOrDefault(span.group(2), 1e9));
  }
}
