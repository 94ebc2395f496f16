package io.sisom.recording.db3;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which pages of a whole database each message lies in, as SQLite's own dbstat says.
 *
 * @param byRow the pages of a row by its number: that of the row, and those that it goes on in
 * @param others all pages of other tables, and the first
 * @param topicPages so many pages from the first on have all of the topics
 */
record RowPages(Map<Long, Set<Integer>> byRow, Set<Integer> others, int topicPages, int pageBytes) {
  static RowPages of(Path file) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      List<Long> ids = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery("SELECT id FROM messages ORDER BY id")) {
        while (rows.next()) {
          ids.add(rows.getLong(1));
        }
      }
      int pageBytes = statement.executeQuery("PRAGMA page_size").getInt(1);
      Map<String, Integer> leaves = new TreeMap<>();
      Map<String, Integer> cells = new HashMap<>();
      Map<String, Set<Integer>> overflows = new HashMap<>();
      Set<Integer> others = new HashSet<>(Set.of(1));
      int topics = 1;
      try (ResultSet pages =
          statement.executeQuery("SELECT name, path, pageno, pagetype, ncell FROM dbstat")) {
        while (pages.next()) {
          int number = pages.getInt("pageno");
          String path = pages.getString("path");
          if ("topics".equals(pages.getString("name"))) {
            topics = Math.max(topics, number);
          }
          if (!"messages".equals(pages.getString("name"))) {
            others.add(number);
          } else if ("leaf".equals(pages.getString("pagetype"))) {
            leaves.put(path, number);
            cells.put(path, pages.getInt("ncell"));
          } else if ("overflow".equals(pages.getString("pagetype"))) {
            overflows
                .computeIfAbsent(path.substring(0, path.indexOf('+')), it -> new HashSet<>())
                .add(number);
          }
        }
      }
      Map<Long, Set<Integer>> byRow = new HashMap<>();
      int at = 0;
      // dbstat numbers children in hexadecimal digits of one width, the last child of all included.
      for (Map.Entry<String, Integer> leaf : leaves.entrySet()) {
        for (int i = 0; i < cells.getOrDefault(leaf.getKey(), 0); i++) {
          Set<Integer> pages = new HashSet<>(Set.of(leaf.getValue()));
          pages.addAll(overflows.getOrDefault("%s%03x".formatted(leaf.getKey(), i), Set.of()));
          byRow.put(ids.get(at++), pages);
        }
      }
      if (at != ids.size()) {
        throw new IllegalStateException("dbstat tells of %d of %d rows".formatted(at, ids.size()));
      }
      return new RowPages(byRow, others, topics, pageBytes);
    }
  }

  /** The pages that a row lies in. */
  Set<Integer> pagesOf(long row) {
    return Objects.requireNonNull(byRow.get(row), "there is no such row");
  }

  /** Whether all of a row lies in the first pages. */
  boolean within(long row, long pages) {
    return pagesOf(row).stream().allMatch(it -> it <= pages);
  }
}
