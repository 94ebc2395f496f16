package io.sisom.console.exchange;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sisom.wire.LabelKind;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Labels out of COCO's JSON, read twice since annotations may come before what they name. Ids are
 * compared as they are written; 1 and "1" are one id. An image is the frame of its {@code
 * frame_id}, or the one its {@code file_name} means ({@link FrameNames}).
 */
final class CocoReader {
  private static final int MOST_IMAGES = 200_000;
  private static final int MOST_CATEGORIES = 10_000;

  private final FrameNames names;
  private final ImportSink sink;
  private final Map<String, Image> images = new HashMap<>();
  private final Map<String, Optional<ImportedAnswers.Said>> categories = new HashMap<>();
  private final Set<String> claimedTwice = new HashSet<>();
  private final Set<String> arrays = new HashSet<>();

  /** What an image means; two of one id mean nothing. */
  private record Image(String name, FrameNames.Match match, boolean twice) {}

  private CocoReader(FrameNames names, ImportSink sink) {
    this.names = names;
    this.sink = sink;
  }

  static void read(ImportFile file, FrameNames names, ImportSink sink)
      throws IOException, ImportException {
    CocoReader reader = new CocoReader(names, sink);
    JsonFiles.read(file, json -> reader.parts(json, false));
    if (!reader.arrays.contains("images") || !reader.arrays.contains("annotations")) {
      throw new ImportException("a COCO file has arrays of images, annotations and categories");
    }
    reader.findClaims();
    JsonFiles.read(file, json -> reader.parts(json, true));
  }

  private void parts(JsonParser json, boolean annotations) throws IOException, ImportException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new ImportException("a COCO file is one object");
    }
    JsonFiles.object(
        json,
        name -> {
          if (json.currentToken() == JsonToken.START_ARRAY) {
            arrays.add(name);
          }
          if (name.equals("annotations") && annotations) {
            JsonFiles.array(json, () -> annotation(json));
          } else if (name.equals("images") && !annotations) {
            JsonFiles.array(json, () -> image(json));
          } else if (name.equals("categories") && !annotations) {
            JsonFiles.array(json, () -> category(json));
          } else {
            json.skipChildren();
          }
        });
    if (json.nextToken() != null) {
      throw new ImportException("more follows the COCO object; it must be the file's only value");
    }
  }

  private void image(JsonParser json) throws IOException, ImportException {
    Map<String, String> fields = fields(json);
    String id = fields.get("id");
    if (id == null) {
      return;
    }
    String given = fields.get("frame_id");
    String file = fields.getOrDefault("file_name", "");
    FrameNames.Match match =
        given != null ? new FrameNames.Match(Set.of(given), true) : names.picture(file);
    String name = given != null ? given : file;
    Image before = images.get(id);
    images.put(id, new Image(name, match, before != null && !before.name().equals(name)));
    if (images.size() > MOST_IMAGES) {
      throw new ImportException("the file has more than " + MOST_IMAGES + " images; split it");
    }
  }

  private void category(JsonParser json) throws IOException, ImportException {
    Map<String, String> fields = fields(json);
    String id = fields.get("id");
    String name = fields.get("name");
    if (id == null || name == null) {
      return;
    }
    Optional<LabelKind> none =
        fields.getOrDefault("supercategory", "").equals(Coco.KIND)
            ? LabelKind.of(name)
            : Optional.empty();
    ImportedAnswers.Said said = ImportedAnswers.Said.of(none.orElse(LabelKind.CLASS), name);
    categories.merge(id, Optional.of(said), (old, now) -> old.equals(now) ? now : Optional.empty());
    if (categories.size() > MOST_CATEGORIES) {
      throw new ImportException("the file has more than " + MOST_CATEGORIES + " categories");
    }
  }

  private static Map<String, String> fields(JsonParser json) throws IOException, ImportException {
    Map<String, String> fields = new HashMap<>();
    JsonFiles.object(
        json,
        name -> {
          Optional<String> text = JsonFiles.text(json);
          if (Set.of(
                  "id",
                  "frame_id",
                  "file_name",
                  "name",
                  "image_id",
                  "category_id",
                  "annotator",
                  "supercategory")
              .contains(name)) {
            text.ifPresent(it -> fields.put(name, it));
          }
        });
    return fields;
  }

  /** Frames that two images of different names seem to be. */
  private void findClaims() {
    Map<String, Image> claims = new HashMap<>();
    for (Image image : images.values()) {
      String frameId = image.match().only().orElse(null);
      if (frameId == null) {
        continue;
      }
      Image other = claims.putIfAbsent(frameId, image);
      boolean certain = other == null || (other.match().certain() && image.match().certain());
      if (!certain && !other.name().equals(image.name())) {
        claimedTwice.add(frameId);
      }
    }
  }

  private void annotation(JsonParser json) throws IOException, ImportException {
    Map<String, String> fields = fields(json);
    String what = "annotation " + fields.getOrDefault("id", "without an id");
    String imageId = fields.get("image_id");
    String categoryId = fields.get("category_id");
    Image image = imageId == null ? null : images.get(imageId);
    Optional<ImportedAnswers.Said> label =
        categoryId == null
            ? Optional.empty()
            : categories.getOrDefault(categoryId, Optional.empty());
    if (image == null) {
      sink.refuse(what, "no-image", what + " names image " + imageId + ", which is not there");
    } else if (label.isEmpty()) {
      sink.refuse(
          image.name(),
          "no-category",
          what + " names category " + categoryId + ", which is not there, or there with two names");
    } else {
      take(image, what, Optional.ofNullable(fields.get("annotator")), label.get());
    }
  }

  private void take(Image image, String what, Optional<String> annotator, ImportedAnswers.Said said)
      throws ImportException {
    Set<String> ids = image.match().ids();
    if (image.twice()) {
      sink.refuse(what, "ambiguous-frame", what + " names an id that two images have");
    } else if (ids.isEmpty()) {
      sink.refuse(image.name(), "unknown-frame", "no frame of the queue is called like its image");
    } else if (ids.size() > 1 || claimedTwice.contains(ids.iterator().next())) {
      sink.refuse(
          image.name(),
          "ambiguous-frame",
          "its image's name may mean two frames, or two images one");
    } else {
      sink.label(new ImportedLabel(ids.iterator().next(), annotator, said));
    }
  }
}
