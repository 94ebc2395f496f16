package io.sisom.recording.bag;

/** The kinds of a bag's records, by their number. */
final class Ops {
  static final int MESSAGE = 2;
  static final int BAG_HEADER = 3;
  static final int INDEX_DATA = 4;
  static final int CHUNK = 5;
  static final int CHUNK_INFO = 6;
  static final int CONNECTION = 7;

  private Ops() {}

  static boolean known(int op) {
    return op >= MESSAGE && op <= CONNECTION;
  }
}
