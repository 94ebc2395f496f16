package io.sisom.feed;

import io.sisom.frame.ImageSignature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;

/** The images in an uncompressed tar, read in place; nothing is unpacked to disk. */
public final class ImageTar implements Images {
  private final Path path;
  private final int maxBytes;
  private final TarFile tar;
  private final Map<String, TarArchiveEntry> entries = new TreeMap<>();
  private final ImageSorting sorting;

  /**
   * Opens {@code path}.
   *
   * @throws FeedException where it is no tar, is cut short or holds no image
   */
  public ImageTar(Path path, int maxBytes) {
    this.path = path;
    this.maxBytes = maxBytes;
    this.sorting = new ImageSorting("", maxBytes);
    try {
      this.tar = new TarFile(path);
    } catch (IOException | RuntimeException e) {
      throw new FeedException(path + " cannot be read as an uncompressed tar", e);
    }
    tar.getEntries().forEach(this::sort);
    if (entries.isEmpty()) {
      close();
      throw Images.none(path, sorting.findings());
    }
  }

  private void sort(TarArchiveEntry entry) {
    String name = entry.getName();
    if (entry.isDirectory() || sorting.hides(name)) {
      return;
    }
    if (!entry.isFile() || entry.isLink() || entry.isSymbolicLink() || special(entry)) {
      sorting.noFile(name);
    } else if (sorting.takes(name, entry.getSize(), head(entry))
        && entries.put(name, entry) != null) {
      sorting.findings().passedOver().add("replaced by a later entry of the same name", name);
    }
  }

  private static boolean special(TarArchiveEntry entry) {
    return entry.isBlockDevice() || entry.isCharacterDevice() || entry.isFIFO();
  }

  private byte[] head(TarArchiveEntry entry) {
    try (InputStream in = tar.getInputStream(entry)) {
      return in.readNBytes(ImageSignature.BYTES);
    } catch (IOException e) {
      throw new FeedException("entry " + entry.getName() + " of " + path + " cannot be read", e);
    }
  }

  @Override
  public Findings findings() {
    return sorting.findings();
  }

  @Override
  public List<String> names() {
    return new ArrayList<>(entries.keySet());
  }

  @Override
  public byte[] read(String name) {
    TarArchiveEntry entry = entries.get(name);
    if (entry == null) {
      throw new FeedException(path + " has no entry " + name);
    }
    String what = "entry " + name + " of " + path;
    Images.checkSize(what, entry.getSize(), maxBytes);
    try (InputStream in = tar.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(maxBytes);
      if (bytes.length != entry.getSize()) {
        throw new FeedException(
            "%s is cut short: %d bytes expected, %d found"
                .formatted(what, entry.getSize(), bytes.length));
      }
      return bytes;
    } catch (IOException e) {
      throw new FeedException(what + " cannot be read", e);
    }
  }

  @Override
  public void close() {
    try {
      tar.close();
    } catch (IOException e) {
      throw new FeedException(path + " cannot be closed", e);
    }
  }
}
