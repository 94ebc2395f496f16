package io.sisom.labeling;

import io.sisom.feed.ClassFolders;
import io.sisom.feed.FeedException;
import io.sisom.feed.Findings;
import io.sisom.feed.ImageFolder;
import io.sisom.feed.ImageSource;
import io.sisom.feed.Images;
import io.sisom.schema.LabeledFrame;
import io.sisom.text.Names;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

/**
 * Images in one folder for each class; the folder's name is the label. Classes and images come in
 * name order; frameIds are hashes of the content.
 */
public final class FolderLabels implements LabelSource {
  private final Iterator<Labeled> images;
  private final Findings findings;
  private final String sensorId;
  private final String annotator;
  private final Clock clock;

  private record Labeled(String label, String folder, ImageFolder images, String name) {}

  /**
   * Lists the folders below {@code directory}.
   *
   * @throws FeedException where there is none, or no image in any
   */
  public FolderLabels(Path directory, int maxBytes, String annotator, Clock clock) {
    ClassFolders classes = ClassFolders.in(directory, maxBytes);
    if (classes.none()) {
      throw new FeedException(directory + " holds no folder: expected one for each class");
    }
    List<Labeled> listed =
        classes.byLabel().entrySet().stream()
            .flatMap(one -> one.getValue().stream().flatMap(it -> images(one.getKey(), it)))
            .toList();
    if (listed.isEmpty()) {
      throw Images.none(directory, classes.findings());
    }
    this.images = listed.iterator();
    this.findings = classes.findings();
    this.sensorId = Names.inId(String.valueOf(directory.getFileName()));
    this.annotator = annotator;
    this.clock = clock;
  }

  private static Stream<Labeled> images(String label, ClassFolders.Held held) {
    return held.images().names().stream()
        .map(name -> new Labeled(label, held.name(), held.images(), name));
  }

  @Override
  public boolean hasNext() {
    return images.hasNext();
  }

  @Override
  public Item next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no further labeled image");
    }
    Labeled image = images.next();
    byte[] content = image.images().read(image.name());
    return new Item(
        image.folder() + "/" + image.name(),
        LabeledFrame.newBuilder()
            .setFrame(ImageSource.frame(PictureId.of(content), sensorId, content, clock))
            .setLabel(image.label())
            .setAnnotator(annotator)
            .setLabeledAt(clock.instant())
            .build());
  }

  @Override
  public Findings findings() {
    return findings;
  }

  @Override
  public void close() {}
}
