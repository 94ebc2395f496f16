package io.sisom.feed;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as data sets write them, as nanoseconds since the epoch. */
public final class WrittenTime {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,19}(?:\\.\\d{1,18})?");
  private static final Pattern IN_NAME =
      Pattern.compile("(?<!\\d)(?:\\d{10}\\.\\d{1,9}|\\d{10}|\\d{13}|\\d{16}|\\d{19})(?!\\d)");

  /** Beyond so many the next smaller unit is meant: seconds, milli-, micro-, nanoseconds. */
  private static final BigDecimal[] MAX_OF_UNIT = {
    new BigDecimal("1e11"), new BigDecimal("1e14"), new BigDecimal("1e17")
  };

  /** Nobody recorded before, and GPS receivers without a fix show 1980. */
  private static final long MIN_SOUND = nanos("1990-01-01T00:00:00Z");

  private static final long MAX_SOUND = nanos("2200-01-01T00:00:00Z");

  private WrittenTime() {}

  private static long nanos(String time) {
    return Math.multiplyExact(Instant.parse(time).getEpochSecond(), 1_000_000_000L);
  }

  /** Whether a clock that shows {@code nanos} may be right: from 1990 to 2199. */
  public static boolean sound(long nanos) {
    return nanos >= MIN_SOUND && nanos < MAX_SOUND;
  }

  /**
   * A date and time, UTC where no offset is written, or a number since 1970 whose size tells its
   * unit. Empty where it is none, or not between 1990 and 2200.
   */
  public static OptionalLong parse(String text) {
    String trimmed = text.strip();
    try {
      return NUMBER.matcher(trimmed).matches() ? number(trimmed) : date(trimmed.replace(' ', 'T'));
    } catch (DateTimeException | ArithmeticException e) {
      return OptionalLong.empty();
    }
  }

  /** The longest run of digits in a name that is such a number. */
  public static OptionalLong inName(String name) {
    String best = "";
    Matcher runs = IN_NAME.matcher(name);
    while (runs.find()) {
      if (runs.group().length() > best.length() && parse(runs.group()).isPresent()) {
        best = runs.group();
      }
    }
    return best.isEmpty() ? OptionalLong.empty() : parse(best);
  }

  private static OptionalLong number(String text) {
    BigDecimal number = new BigDecimal(text);
    int exponent = 9;
    for (BigDecimal most : MAX_OF_UNIT) {
      if (number.compareTo(most) >= 0) {
        exponent -= 3;
      }
    }
    return whereSound(number.scaleByPowerOfTen(exponent).toBigInteger().longValueExact());
  }

  private static OptionalLong date(String text) {
    OffsetDateTime time =
        text.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
            ? OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
            : LocalDateTime.parse(text, DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                .atOffset(ZoneOffset.UTC);
    return whereSound(
        Math.addExact(
            Math.multiplyExact(time.toEpochSecond(), 1_000_000_000L), (long) time.getNano()));
  }

  private static OptionalLong whereSound(long nanos) {
    return sound(nanos) ? OptionalLong.of(nanos) : OptionalLong.empty();
  }
}
