package io.sisom.labeling;

import io.sisom.feed.FeedException;
import io.sisom.feed.ImageFolder;
import io.sisom.feed.ImageSource;
import io.sisom.schema.LabeledFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

/**
 * Images in one folder per class, the folder's name being the label; frameId {@code LABEL/NAME},
 * classes and images in name order.
 */
public final class FolderLabels implements LabelSource {
  private final Iterator<Labeled> images;
  private final String sensorId;
  private final String annotator;
  private final Clock clock;

  private record Labeled(String label, ImageFolder folder, String name) {}

  /**
   * Lists the folders below {@code directory}.
   *
   * @throws FeedException where there is none, or one without images
   */
  public FolderLabels(Path directory, int maxBytes, String annotator, Clock clock) {
    List<Path> folders;
    try (Stream<Path> listed = Files.list(directory)) {
      folders = listed.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new FeedException(directory + " cannot be listed", e);
    }
    if (folders.isEmpty()) {
      throw new FeedException(directory + " holds no folder: expected one for each class");
    }
    this.images = folders.stream().flatMap(folder -> images(folder, maxBytes)).toList().iterator();
    this.sensorId = String.valueOf(directory.getFileName());
    this.annotator = annotator;
    this.clock = clock;
  }

  private static Stream<Labeled> images(Path path, int maxBytes) {
    ImageFolder folder = new ImageFolder(path, maxBytes);
    String label = String.valueOf(path.getFileName());
    return folder.names().stream().map(name -> new Labeled(label, folder, name));
  }

  @Override
  public boolean hasNext() {
    return images.hasNext();
  }

  @Override
  public LabeledFrame next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no further labeled image");
    }
    Labeled image = images.next();
    String frameId = image.label() + "/" + image.name();
    byte[] content = image.folder().read(image.name());
    return LabeledFrame.newBuilder()
        .setFrame(ImageSource.frame(frameId, sensorId, image.name(), content, clock))
        .setLabel(image.label())
        .setAnnotator(annotator)
        .setLabeledAt(clock.instant())
        .build();
  }

  @Override
  public long unlabeled() {
    return 0;
  }

  @Override
  public void close() {}
}
