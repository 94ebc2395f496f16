package io.sisom.cli;

import io.sisom.schema.FrameOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The last columns of what a subscription prints: what a frame says of itself. */
final class OriginColumns {
  private OriginColumns() {}

  /** The columns with those of the frame's origin behind them; text leaves out what is not said. */
  static <T> List<Column<T>> after(
      List<Column<T>> columns,
      Function<T, @Nullable FrameOrigin> source,
      Function<T, Map<String, String>> attributes) {
    List<Column<T>> all = new ArrayList<>(columns);
    all.add(part("sourceRobot", source, FrameOrigin::getRobot));
    all.add(part("sourceTopic", source, FrameOrigin::getTopic));
    all.add(part("sourceStream", source, FrameOrigin::getStream));
    all.add(part("sourcePosition", source, FrameOrigin::getPosition));
    all.add(
        new Column<>(
            "attributes",
            value -> {
              Map<String, String> said = attributes.apply(value);
              return said.isEmpty() ? null : said;
            },
            true));
    return List.copyOf(all);
  }

  private static <T> Column<T> part(
      String name,
      Function<T, @Nullable FrameOrigin> source,
      Function<FrameOrigin, @Nullable String> part) {
    return new Column<>(
        name,
        value -> {
          FrameOrigin from = source.apply(value);
          return from == null ? null : part.apply(from);
        },
        true);
  }
}
