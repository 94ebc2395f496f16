package io.sisom.console.exchange;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Frames that the queue knows, by id and by what other tools call their pictures. An id is never
 * guessed: a name that may mean two frames means none.
 */
public final class FrameNames {
  private final Set<String> ids;
  private final Map<String, String> byStem = new HashMap<>();

  /** Of these frames. */
  public FrameNames(Collection<String> ids) {
    this.ids = Set.copyOf(ids);
  }

  /**
   * What a picture's name may mean.
   *
   * @param ids frames it may mean
   * @param certain whether the name is one that an export gave
   */
  record Match(Set<String> ids, boolean certain) {
    /** The frame, where it is one. */
    Optional<String> only() {
      return ids.size() == 1 ? Optional.of(ids.iterator().next()) : Optional.empty();
    }
  }

  /** Whether the queue knows it. */
  boolean knows(String frameId) {
    return ids.contains(frameId);
  }

  /**
   * Frames that a picture's path or URL may mean: the picture an export wrote, in whatever folder
   * and with whatever ending; else those whose id is the path or its last part, with its ending or
   * without. Folders end with a slash, a backslash, or the equals sign of Label Studio's URLs.
   */
  Match picture(String path) {
    String last = path.substring(1 + lastOf(path));
    String exported = stems().get(bare(last));
    if (exported != null) {
      return new Match(Set.of(exported), true);
    }
    Set<String> found = new TreeSet<>();
    for (String name : new String[] {path, bare(path), last, bare(last)}) {
      if (ids.contains(name)) {
        found.add(name);
      }
    }
    return new Match(found, false);
  }

  private static int lastOf(String path) {
    return Math.max(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')), path.lastIndexOf('='));
  }

  private static String bare(String name) {
    return name.replaceFirst("\\.[A-Za-z]{3,4}$", "");
  }

  private Map<String, String> stems() {
    if (byStem.isEmpty()) {
      ids.forEach(id -> byStem.put(PictureName.stem(id), id));
    }
    return byStem;
  }
}
