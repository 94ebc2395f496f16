package io.sisom.recording;

import java.io.Closeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A film that is read once, in the order of time. Memory is bounded however the film is made.
 *
 * <p>Not for use by several threads.
 */
public interface VideoPictures extends Closeable {
  /**
   * The next picture, or what is left out; null at the end. Where only pictures after a time are
   * wanted, nothing is told of what an earlier run met up to there; it is counted all the same.
   */
  @Nullable VideoEvent next();

  /** What the film says of itself, before any of it is decoded. */
  VideoFacts facts();

  /** What is counted so far. */
  VideoCounts counts();

  /**
   * What the film says of itself, and where its times come from, as lines for a reader. Complete
   * after the first picture.
   */
  List<String> remarks();

  @Override
  void close();
}
