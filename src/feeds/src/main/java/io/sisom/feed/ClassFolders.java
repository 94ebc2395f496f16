package io.sisom.feed;

import io.sisom.text.Names;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Folders that are named like classes, in the order of their names, with the images in each; hidden
 * ones are none. Two folders whose names have one form, as macOS and others write it, are one
 * class.
 *
 * @param byLabel for each class its folders, which may hold no image
 * @param findings what lies beside folders and images
 */
public record ClassFolders(SortedMap<String, List<Held>> byLabel, Findings findings) {
  private static final String NO_NAME = "folder whose name is no class name";
  private static final String NO_CLASS = "file in no class folder";
  private static final String BARE = "class folder without an image";
  private static final String MERGED = "folders of one class taken together";

  /** A folder's name and images. */
  public record Held(String name, ImageFolder images) {}

  /**
   * Lists the folders in {@code directory}.
   *
   * @throws FeedException where one cannot be listed
   */
  public static ClassFolders in(Path directory, int maxBytes) {
    ClassFolders found = new ClassFolders(new TreeMap<>(), new Findings());
    List<Path> listed;
    try (Stream<Path> files = Files.list(directory)) {
      listed = files.sorted().toList();
    } catch (IOException e) {
      throw new FeedException(directory + " cannot be listed", e);
    }
    listed.forEach(path -> found.sort(path, maxBytes));
    found.byLabel.forEach(found::tell);
    return found;
  }

  private void sort(Path path, int maxBytes) {
    String name = path.getFileName().toString();
    if (FileNames.hidden(name)) {
      findings.passedOver().add(Findings.HIDDEN, name);
    } else if (!Files.isDirectory(path)) {
      findings.passedOver().add(NO_CLASS, name);
    } else {
      ImageFolder images = ImageFolder.evenIfEmpty(path, maxBytes);
      Names.label(name)
          .ifPresentOrElse(
              label ->
                  byLabel
                      .computeIfAbsent(label, it -> new ArrayList<>())
                      .add(new Held(name, images)),
              () -> findings.refused().add(NO_NAME, name));
    }
  }

  private void tell(String label, List<Held> folders) {
    folders.forEach(it -> findings.addAll(it.images().findings()));
    if (folders.size() > 1) {
      findings.notes().add(MERGED, label);
    }
    folders.stream()
        .filter(it -> it.images().names().isEmpty())
        .forEach(it -> findings.passedOver().add(BARE, it.name()));
  }

  /** Whether no folder is there. */
  public boolean none() {
    return byLabel.isEmpty();
  }
}
