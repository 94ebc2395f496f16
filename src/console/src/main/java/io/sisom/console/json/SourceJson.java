package io.sisom.console.json;

import io.sisom.schema.FrameOrigin;
import org.jspecify.annotations.Nullable;

/** Where a frame comes from, as whoever fed it says; what is null was not said. */
public record SourceJson(
    @Nullable String robot,
    @Nullable String topic,
    @Nullable String stream,
    @Nullable String position) {
  /** Null where nothing was said. */
  public static @Nullable SourceJson of(@Nullable FrameOrigin source) {
    return source == null
        ? null
        : new SourceJson(
            source.getRobot(), source.getTopic(), source.getStream(), source.getPosition());
  }
}
