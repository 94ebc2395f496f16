package io.sisom.feed;

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

  /**
   * Opens {@code path}.
   *
   * @throws FeedException where it is no tar, is cut short or holds no image
   */
  public ImageTar(Path path, int maxBytes) {
    this.path = path;
    this.maxBytes = maxBytes;
    try {
      this.tar = new TarFile(path);
    } catch (IOException | RuntimeException e) {
      throw new FeedException(path + " cannot be read as an uncompressed tar", e);
    }
    for (TarArchiveEntry entry : tar.getEntries()) {
      if (entry.isFile() && Images.encodingOf(entry.getName()).isPresent()) {
        entries.put(entry.getName(), entry);
      }
    }
    if (entries.isEmpty()) {
      close();
      throw new FeedException(path + " holds no image: expected .jpg, .jpeg or .png entries");
    }
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
