package io.sisom.cli.config;

import io.sisom.service.SettingSources;
import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;

/** Refuses keys nobody reads, so that a typing error is no silent default. */
final class UnknownSettings {
  private UnknownSettings() {}

  static void refuse(Collection<String> given, Set<String> known) {
    for (String key : given) {
      if (!known.contains(key)) {
        String nearest =
            known.stream().min(Comparator.comparingInt(name -> distance(key, name))).orElseThrow();
        throw new ConfigException(
            "Unknown setting %s (in a file, by --set, or as %s). Did you mean %s? 'sisom config' lists all settings; Kafka's own begin with kafka."
                .formatted(key, SettingSources.variable(key), nearest));
      }
    }
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
