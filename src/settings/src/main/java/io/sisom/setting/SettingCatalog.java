package io.sisom.setting;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The settings that an app reads, and the families of keys that it ignores because other apps read
 * them.
 *
 * <p>A key's family is its first word: {@code alert} of {@code alert.k}. A family belongs to one
 * app or is shared whole, so an app that knows some of a family refuses the rest of it.
 *
 * @param groups the records of settings it reads
 * @param others families of settings that only other apps read; empty where it must know all
 */
public record SettingCatalog(List<Class<? extends Record>> groups, Set<String> others) {
  /** All families of the project, for apps that know some: one file of settings may serve all. */
  public static final Set<String> FAMILIES =
      Set.of(
          "alert",
          "batch",
          "candidate",
          "console",
          "device",
          "feed",
          "fit",
          "frame",
          "gate",
          "http",
          "learning",
          "live",
          "precision",
          "queue",
          "reference",
          "score",
          "scoring",
          "steepness",
          "topic",
          "training",
          "webhook");

  /** Keeps copies. */
  public SettingCatalog {
    groups = List.copyOf(groups);
    others = Set.copyOf(others);
  }

  /** Of an app that knows every setting there is. */
  public static SettingCatalog ofAll(List<Class<? extends Record>> groups) {
    return new SettingCatalog(groups, Set.of());
  }

  /**
   * Of an app that reads some groups, and lets the keys of the project's other families through.
   */
  public static SettingCatalog ofSome(List<Class<? extends Record>> groups) {
    return new SettingCatalog(groups, FAMILIES);
  }

  /** Every setting, group by group. */
  public List<DeclaredSetting> settings() {
    return groups.stream().flatMap(group -> DeclaredSetting.allOf(group).stream()).toList();
  }

  /** The family of a key. */
  public static String family(String key) {
    int dot = key.indexOf('.');
    return dot < 0 ? key : key.substring(0, dot);
  }

  /**
   * Refuses keys nobody reads, so that a typing error is no silent default, and values that are not
   * accepted.
   *
   * @throws SettingException that names all of them
   */
  public void check(Settings settings) {
    Set<String> known = new TreeSet<>();
    Set<String> families = new HashSet<>();
    for (DeclaredSetting setting : settings()) {
      known.add(setting.key());
      families.add(family(setting.key()));
    }
    List<String> complaints = new ArrayList<>();
    for (String key : new TreeSet<>(settings.given())) {
      String family = family(key);
      boolean anothers = others.contains(family) && !families.contains(family);
      if (!known.contains(key) && !anothers) {
        complaints.add(unknown(key, known));
      }
    }
    complaints.addAll(settings.complaints(settings()));
    SettingException.throwAll(complaints);
  }

  private static String unknown(String key, Collection<String> known) {
    String nearest =
        known.stream().min(Comparator.comparingInt(name -> distance(key, name))).orElseThrow();
    return "Unknown setting %s (in a file, by --set, or as %s). Did you mean %s? 'sisom config' lists all settings; Kafka's own begin with kafka."
        .formatted(key, SettingSources.variable(key), nearest);
  }

  /** Levenshtein distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
