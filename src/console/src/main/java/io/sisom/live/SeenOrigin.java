package io.sisom.live;

import io.sisom.schema.FrameOrigin;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a frame says of itself.
 *
 * @param source where it comes from; null where nobody said
 * @param attributes what else is known of it
 */
public record SeenOrigin(@Nullable FrameOrigin source, Map<String, String> attributes) {
  /** A frame that says nothing. */
  public static final SeenOrigin NONE = new SeenOrigin(null, Map.of());

  /** Copies the attributes. */
  public SeenOrigin {
    attributes = Map.copyOf(attributes);
  }
}
