package io.sisom.console.exchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** JSON read token by token: no file is in memory as a whole. */
final class JsonFiles {
  private static final int DEEPEST = 100;
  private static final int LONGEST_TEXT = 1 << 16;
  private static final int LONGEST_NAME = 1_000;
  private static final int LONGEST_NUMBER = 100;

  /** Names are not kept: a file of many different ones would fill the table of names. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(LONGEST_TEXT)
                  .maxNameLength(LONGEST_NAME)
                  .maxNumberLength(LONGEST_NUMBER)
                  .build())
          .build();

  private JsonFiles() {}

  /** Reads one value, of which the parser stands on the first token, up to its last. */
  interface Value {
    void read() throws IOException, ImportException;
  }

  /** Reads the value of a field likewise. */
  interface Field {
    void read(String name) throws IOException, ImportException;
  }

  /** Reads a file. */
  interface Reading {
    void read(JsonParser json) throws IOException, ImportException;
  }

  /** Has a file read; what is wrong with it as JSON is said by its place. */
  static void read(ImportFile file, Reading reading) throws IOException, ImportException {
    try (InputStream in = file.open();
        JsonParser json = JSON.createParser(in)) {
      reading.read(json);
    } catch (StreamConstraintsException e) {
      throw new ImportException(
          "the file is nested deeper than %d, or has a text longer than %d characters, %s"
              .formatted(DEEPEST, LONGEST_TEXT, place(e)));
    } catch (JsonProcessingException e) {
      throw new ImportException("the file is not JSON " + place(e));
    } catch (CharConversionException e) {
      // Four bytes decide on UTF-32; what is wrong behind them Jackson tells without a place.
      throw new ImportException("the file is not JSON: its bytes are no text");
    }
  }

  private static String place(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return at == null ? "throughout" : "at line " + at.getLineNr() + ", column " + at.getColumnNr();
  }

  /** The fields of an object; of any other value none. */
  static void object(JsonParser json, Field each) throws IOException, ImportException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      each.read(name);
    }
  }

  /** The values of an array; of any other value none. */
  static void array(JsonParser json, Value each) throws IOException, ImportException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      each.read();
    }
  }

  /** A text, or a number as it is written, whole ones without a fraction of zeros; else none. */
  static Optional<String> text(JsonParser json) throws IOException {
    JsonToken token = json.currentToken();
    if (token == JsonToken.VALUE_STRING) {
      return Optional.of(json.getText()).filter(text -> !text.isBlank());
    }
    if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
      return Optional.of(json.getText().replaceFirst("\\.0+$", ""));
    }
    json.skipChildren();
    return Optional.empty();
  }
}
