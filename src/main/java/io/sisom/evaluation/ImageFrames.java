package io.sisom.evaluation;

import io.sisom.feed.ImageFolder;
import io.sisom.feed.ImageSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Images in name order: of one folder, without labels, or of one folder a class, labeled with the
 * folder's name.
 */
final class ImageFrames implements SetFrames {
  private static final Clock NEVER = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  private final String sensor;
  private final Iterator<Image> images;

  private record Image(@Nullable String label, ImageFolder folder, String name) {}

  ImageFrames(Path folder, int maxBytes) {
    this.sensor = String.valueOf(folder.getFileName());
    List<Path> classes = folders(folder);
    Stream<Image> listed =
        classes.isEmpty()
            ? images(null, folder, maxBytes)
            : classes.stream().flatMap(c -> images(String.valueOf(c.getFileName()), c, maxBytes));
    this.images = listed.iterator();
  }

  private static List<Path> folders(Path folder) {
    try (Stream<Path> listed = Files.list(folder)) {
      return listed.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new EvaluationException(folder + " cannot be listed: " + e.getMessage(), e);
    }
  }

  private static Stream<Image> images(@Nullable String label, Path path, int maxBytes) {
    ImageFolder folder = new ImageFolder(path, maxBytes);
    return folder.names().stream().map(name -> new Image(label, folder, name));
  }

  @Override
  public boolean hasNext() {
    return images.hasNext();
  }

  @Override
  public SetFrame next() {
    Image image = images.next();
    String id = image.label() == null ? image.name() : image.label() + "/" + image.name();
    byte[] content = image.folder().read(image.name());
    return new SetFrame(ImageSource.frame(id, sensor, image.name(), content, NEVER), image.label());
  }

  @Override
  public void close() {}
}
