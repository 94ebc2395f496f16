package io.sisom.recording;

/**
 * Where a message lies in a recording. Positions of one recording rise in reading order, do not
 * depend on the run, and allow reading to go on after one of them.
 *
 * @param block byte offset of the chunk or record, or row number, after file compression is undone;
 *     0 or more
 * @param index number of the message within the block, from 0
 */
public record Position(long block, int index) implements Comparable<Position> {
  /** Before the first message. */
  public static final Position START = new Position(0, -1);

  /** As text, {@code block:index}. */
  @Override
  public String toString() {
    return block + ":" + index;
  }

  /**
   * Out of its text.
   *
   * @throws IllegalArgumentException where the text is no position
   */
  public static Position parse(String text) {
    int colon = text.indexOf(':');
    try {
      return new Position(
          Long.parseLong(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw new IllegalArgumentException("not a position: \"" + text + "\"", e);
    }
  }

  @Override
  public int compareTo(Position other) {
    int blocks = Long.compare(block, other.block);
    return blocks != 0 ? blocks : Integer.compare(index, other.index);
  }
}
