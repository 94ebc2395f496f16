package io.sisom.feed;

import io.sisom.frame.ImageSignature;
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
  private final ImageSorting sorting;
  private final List<String> names;

  private ImageFolder(Path folder, int maxBytes) {
    this.folder = folder;
    this.maxBytes = maxBytes;
    this.sorting = new ImageSorting(folder.getFileName() + "/", maxBytes);
    try (Stream<Path> files = Files.list(folder)) {
      this.names =
          files.map(file -> file.getFileName().toString()).sorted().filter(this::takes).toList();
    } catch (IOException e) {
      throw new FeedException(folder + " cannot be listed", e);
    }
  }

  /**
   * Lists {@code folder}.
   *
   * @throws FeedException where it cannot be listed or holds no image
   */
  public static ImageFolder of(Path folder, int maxBytes) {
    ImageFolder images = evenIfEmpty(folder, maxBytes);
    if (images.names.isEmpty()) {
      throw Images.none(folder, images.findings());
    }
    return images;
  }

  /**
   * Lists {@code folder}, in which there may be no image.
   *
   * @throws FeedException where it cannot be listed
   */
  public static ImageFolder evenIfEmpty(Path folder, int maxBytes) {
    return new ImageFolder(folder, maxBytes);
  }

  private boolean takes(String name) {
    Path file = folder.resolve(name);
    if (sorting.hides(name)) {
      return false;
    }
    if (!Files.isRegularFile(file)) {
      sorting.noFile(name);
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return sorting.takes(name, Files.size(file), in.readNBytes(ImageSignature.BYTES));
    } catch (IOException e) {
      sorting.unreadable(name);
      return false;
    }
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public Findings findings() {
    return sorting.findings();
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
