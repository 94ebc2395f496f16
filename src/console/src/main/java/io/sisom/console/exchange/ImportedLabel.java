package io.sisom.console.exchange;

import io.sisom.wire.LabelKind;
import java.util.Optional;

/**
 * An answer out of a file, not checked yet.
 *
 * @param frameId of a frame that the queue may know
 * @param annotator who gave it; empty where the file does not say
 * @param said what
 */
record ImportedLabel(String frameId, Optional<String> annotator, ImportedAnswers.Said said) {
  /** An answer that names a class. */
  ImportedLabel(String frameId, Optional<String> annotator, String label) {
    this(frameId, annotator, new ImportedAnswers.Said(LabelKind.CLASS, label));
  }

  /** The class it names, or the word of its kind. */
  String label() {
    return said.label();
  }

  /** An answer of a kind; its label counts only where it names a class. */
  static ImportedLabel of(
      LabelKind kind, String frameId, Optional<String> annotator, String label) {
    return new ImportedLabel(frameId, annotator, ImportedAnswers.Said.of(kind, label));
  }
}
