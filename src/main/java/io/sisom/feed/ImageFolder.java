package io.sisom.feed;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The images lying directly in one folder. */
public final class ImageFolder implements Images {
  private final Path folder;
  private final int maxBytes;
  private final List<String> names;

  /**
   * Lists {@code folder}.
   *
   * @throws FeedException where it cannot be listed or holds no image
   */
  public ImageFolder(Path folder, int maxBytes) {
    this.folder = folder;
    this.maxBytes = maxBytes;
    try (Stream<Path> files = Files.list(folder)) {
      this.names =
          files
              .filter(Files::isRegularFile)
              .map(file -> file.getFileName().toString())
              .filter(name -> Images.encodingOf(name).isPresent())
              .sorted()
              .toList();
    } catch (IOException e) {
      throw new FeedException(folder + " cannot be listed", e);
    }
    if (names.isEmpty()) {
      throw new FeedException(folder + " holds no image: expected .jpg, .jpeg or .png files");
    }
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public byte[] read(String name) {
    Path file = folder.resolve(name);
    try (InputStream in = Files.newInputStream(file)) {
      Images.checkSize(file.toString(), Files.size(file), maxBytes);
      return in.readNBytes(maxBytes);
    } catch (IOException e) {
      throw new FeedException(file + " cannot be read", e);
    }
  }

  @Override
  public void close() {}
}
