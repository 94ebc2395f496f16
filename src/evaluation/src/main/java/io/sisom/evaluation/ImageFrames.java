package io.sisom.evaluation;

import io.sisom.feed.ClassFolders;
import io.sisom.feed.Findings;
import io.sisom.feed.ImageFolder;
import io.sisom.feed.ImageSource;
import io.sisom.feed.Images;
import io.sisom.text.Names;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Images in name order: of one folder, without labels, or of one folder a class, labeled with the
 * folder's name.
 */
final class ImageFrames implements SetFrames {
  private static final Logger log = LoggerFactory.getLogger(ImageFrames.class);
  private static final Clock NEVER = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

  private final String sensor;
  private final Iterator<Image> images;

  private record Image(@Nullable String label, String folder, ImageFolder images, String name) {}

  ImageFrames(Path folder, int maxBytes) {
    this.sensor = String.valueOf(folder.getFileName());
    ClassFolders classes = ClassFolders.in(folder, maxBytes);
    List<Image> listed;
    Findings findings;
    if (classes.none()) {
      ImageFolder bare = ImageFolder.of(folder, maxBytes);
      listed = images(null, "", bare).toList();
      findings = bare.findings();
    } else {
      listed =
          classes.byLabel().entrySet().stream()
              .flatMap(
                  one ->
                      one.getValue().stream()
                          .flatMap(it -> images(one.getKey(), it.name() + "/", it.images())))
              .toList();
      findings = classes.findings();
    }
    tell(folder, findings);
    if (listed.isEmpty()) {
      throw Images.none(folder, findings);
    }
    this.images = listed.iterator();
  }

  private static Stream<Image> images(@Nullable String label, String folder, ImageFolder images) {
    return images.names().stream().map(name -> new Image(label, folder, images, name));
  }

  private static void tell(Path folder, Findings findings) {
    findings
        .refused()
        .groups()
        .forEach(
            (reason, group) ->
                log.atWarn()
                    .addKeyValue("folder", folder)
                    .addKeyValue("reason", reason)
                    .addKeyValue("files", group.words())
                    .log("images left out"));
  }

  @Override
  public boolean hasNext() {
    return images.hasNext();
  }

  @Override
  public SetFrame next() {
    Image image = images.next();
    String id = Names.inId(image.folder() + image.name());
    byte[] content = image.images().read(image.name());
    return new SetFrame(ImageSource.frame(id, sensor, content, NEVER), image.label());
  }

  @Override
  public void close() {}
}
