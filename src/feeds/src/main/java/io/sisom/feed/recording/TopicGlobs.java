package io.sisom.feed.recording;

import java.util.List;

/**
 * Chooses topics by name: {@code *} stands for any text, slashes too, {@code ?} for one character;
 * a leading slash may be left out.
 *
 * @param globs any of them; none chooses every topic
 */
public record TopicGlobs(List<String> globs) {
  /** Keeps a copy. */
  public TopicGlobs {
    globs = List.copyOf(globs);
  }

  /** Whether a topic is chosen. */
  public boolean choose(String topic) {
    return globs.isEmpty() || globs.stream().anyMatch(it -> matches(it, topic));
  }

  private static boolean matches(String glob, String topic) {
    return covers(bare(glob), bare(topic));
  }

  private static String bare(String name) {
    return name.startsWith("/") ? name.substring(1) : name;
  }

  /** Goes back to the last star only, so it takes no longer than glob times name. */
  private static boolean covers(String glob, String name) {
    int at = 0;
    int star = -1;
    int starred = 0;
    for (int i = 0; i < name.length(); ) {
      if (at < glob.length() && glob.charAt(at) == '*') {
        star = at++;
        starred = i;
      } else if (at < glob.length()
          && (glob.charAt(at) == '?' || glob.charAt(at) == name.charAt(i))) {
        at++;
        i++;
      } else if (star >= 0) {
        at = star + 1;
        i = ++starred;
      } else {
        return false;
      }
    }
    return glob.substring(at).chars().allMatch(it -> it == '*');
  }
}
