package io.sisom.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which records of a file belong to a set. */
final class RecordSelection {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern RANGE = Pattern.compile("(\\d{1,9})-(\\d{1,9})");
  private static final long MAX_JSON_BYTES = 64 << 20;
  private static final int MAX_RECORDS = 100_000_000;

  private final boolean all;
  private final BitSet chosen;

  private RecordSelection(boolean all, BitSet chosen) {
    this.all = all;
    this.chosen = chosen;
  }

  /** Every record. */
  public static RecordSelection all() {
    return new RecordSelection(true, new BitSet());
  }

  /**
   * From {@code A-B}, both included and counted from 0, or {@code LISTS.json#PATH}, an array of
   * record indices at a dotted path in a JSON file.
   *
   * @throws EvaluationException where it is neither, or the list is missing or holds no indices
   */
  public static RecordSelection parse(String text) {
    Matcher range = RANGE.matcher(text);
    if (range.matches()) {
      return range(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)), text);
    }
    int hash = text.lastIndexOf('#');
    if (hash < 1 || hash == text.length() - 1) {
      throw new EvaluationException(
          "selection "
              + text
              + " is neither a range like 0-999 nor a list like splits.json#test.chosen");
    }
    return listed(Path.of(text.substring(0, hash)), text.substring(hash + 1));
  }

  private static RecordSelection range(int first, int last, String text) {
    if (first > last || last >= MAX_RECORDS) {
      throw new EvaluationException(
          "selection " + text + " must rise and end below " + MAX_RECORDS);
    }
    BitSet chosen = new BitSet();
    chosen.set(first, last + 1);
    return new RecordSelection(false, chosen);
  }

  private static RecordSelection listed(Path file, String path) {
    JsonNode node = read(file);
    for (String step : path.split("\\.", -1)) {
      node = node.path(step);
    }
    if (!node.isArray() || node.isEmpty()) {
      throw new EvaluationException(
          file + " holds no list of record indices at " + path + "; found " + kind(node));
    }
    BitSet chosen = new BitSet();
    for (JsonNode index : node) {
      if (!index.isInt() || index.intValue() < 0 || index.intValue() >= MAX_RECORDS) {
        throw new EvaluationException(
            file + ", " + path + ": " + index + " is no record index, 0 to " + (MAX_RECORDS - 1));
      }
      if (chosen.get(index.intValue())) {
        throw new EvaluationException(file + ", " + path + ": " + index + " stands there twice");
      }
      chosen.set(index.intValue());
    }
    return new RecordSelection(false, chosen);
  }

  private static String kind(JsonNode node) {
    return node.isMissingNode() ? "nothing" : node.isEmpty() ? "an empty list" : "something else";
  }

  private static JsonNode read(Path file) {
    try {
      if (Files.size(file) > MAX_JSON_BYTES) {
        throw new EvaluationException(
            file + " is larger than " + MAX_JSON_BYTES + " bytes, no list of record indices");
      }
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new EvaluationException(file + " is no readable JSON: " + e.getMessage(), e);
    }
  }

  /** Whether the record belongs. */
  public boolean includes(long index) {
    return all || (index < MAX_RECORDS && chosen.get((int) index));
  }

  /** Refuses a file with too few records to hold what was chosen. */
  void requireWithin(Path file, long records) {
    if (!all && chosen.length() > records) {
      throw new EvaluationException(
          "%s has %d records, the selection asks for number %d (counted from 0)"
              .formatted(file, records, chosen.length() - 1));
    }
  }
}
