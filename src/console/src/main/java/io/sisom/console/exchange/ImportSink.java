package io.sisom.console.exchange;

/** Takes what a file holds, piece by piece. */
public interface ImportSink {
  /**
   * An answer, not checked yet.
   *
   * @throws ImportException where the file has more than can be kept
   */
  void label(ImportedLabel label) throws ImportException;

  /**
   * Something that is meant to be an answer and cannot be taken.
   *
   * @param frame id, picture or place in the file
   * @param reason one word or a few with dashes, for programs
   * @param detail a sentence for people
   */
  void refuse(String frame, String reason, String detail);

  /** Something that is no answer. */
  void passOver(String reason);
}
