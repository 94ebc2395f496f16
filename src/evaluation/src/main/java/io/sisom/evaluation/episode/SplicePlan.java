package io.sisom.evaluation.episode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sisom.evaluation.EvaluationException;
import io.sisom.method.FrameShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * All novelties that are spliced in: with the stream and the pictures they make the same frames
 * again.
 *
 * @param seed they were drawn with
 * @param frames of the stream it was made for
 * @param width of the frames
 * @param height of the frames
 * @param objects pictures that objects were drawn from
 * @param places pictures that places were drawn from
 * @param splices by copy, then by start; those of one copy do not overlap
 */
public record SplicePlan(
    long seed, int frames, int width, int height, int objects, int places, List<Splice> splices) {
  /** Keeps a copy. */
  public SplicePlan {
    splices = List.copyOf(splices);
    for (int i = 0; i < splices.size(); i++) {
      Splice splice = splices.get(i);
      int pictures =
          switch (splice.kind()) {
            case OBJECT -> objects;
            case PLACE -> places;
            case FOG, DARK, BLUR -> 1;
          };
      if (splice.picture() >= pictures) {
        throw new IllegalArgumentException(
            "splice %d shows picture %d of %d".formatted(i, splice.picture(), pictures));
      }
      if (splice.end() > frames) {
        throw new IllegalArgumentException(
            "splice %d ends at frame %d of %d".formatted(i, splice.end(), frames));
      }
      if (i > 0) {
        Splice before = splices.get(i - 1);
        if (before.copy() > splice.copy()
            || (before.copy() == splice.copy() && before.end() > splice.start())) {
          throw new IllegalArgumentException("splice %d begins before the last ended".formatted(i));
        }
      }
    }
  }

  /** Copies of the stream that have novelties. */
  public int copies() {
    return splices.isEmpty() ? 0 : splices.get(splices.size() - 1).copy() + 1;
  }

  /**
   * Refuses a stream or pictures that it was not made for.
   *
   * @throws EvaluationException where sizes disagree, or pictures are missing
   */
  public void requireFits(int ofStream, FrameShape shape, int ofObjects, int ofPlaces) {
    if (frames != ofStream || width != shape.width() || height != shape.height()) {
      throw new EvaluationException(
          "the splice plan is for %d frames of %dx%d, the stream has %d of %dx%d"
              .formatted(frames, width, height, ofStream, shape.width(), shape.height()));
    }
    if (objects > ofObjects || places > ofPlaces) {
      throw new EvaluationException(
          "the splice plan shows %d objects and %d places, there are pictures of %d and %d; give"
                  .formatted(objects, places, ofObjects, ofPlaces)
              + " --objects and --places as when it was made");
    }
  }

  /** Writes it as JSON. */
  public void write(Path file) throws IOException {
    JsonMapper json = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    Files.write(file, json.writeValueAsBytes(this));
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws EvaluationException where it is no such file
   */
  public static SplicePlan read(Path file) {
    try {
      return JsonMapper.builder().build().readValue(file.toFile(), SplicePlan.class);
    } catch (JsonProcessingException e) {
      throw new EvaluationException(file + " is no splice plan: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new EvaluationException(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
