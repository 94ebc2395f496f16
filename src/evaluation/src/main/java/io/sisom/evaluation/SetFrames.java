package io.sisom.evaluation;

import java.util.Iterator;

/** Frames one after the other, read as they are asked for. */
interface SetFrames extends Iterator<SetFrame>, AutoCloseable {
  @Override
  void close();

  /** Frames that are held already. */
  static SetFrames of(Iterable<SetFrame> held) {
    Iterator<SetFrame> frames = held.iterator();
    return new SetFrames() {
      @Override
      public boolean hasNext() {
        return frames.hasNext();
      }

      @Override
      public SetFrame next() {
        return frames.next();
      }

      @Override
      public void close() {}
    };
  }
}
