package io.sisom.frame;

import java.util.concurrent.Semaphore;

/**
 * The memory that pictures may take at once while they are decoded, over all threads and all
 * decoders that share it. Who comes when it is spent waits his turn. Safe for use by many threads.
 */
final class DecodeBudget {
  private static final int UNIT = 1024;

  /** Files that are read before their pictures' sizes are known have a part of their own. */
  private static final int PART_FOR_FILES = 4;

  private final long bytes;
  private final Semaphore pictures;
  private final Semaphore files;

  /**
   * A budget.
   *
   * @param bytes on and off the heap, at least 1
   */
  public DecodeBudget(long bytes) {
    this.bytes = bytes;
    this.pictures = new Semaphore(units(bytes), true);
    this.files = new Semaphore(units(bytes / PART_FOR_FILES), true);
  }

  /** Half of this JVM's heap. */
  public static DecodeBudget ofTheHeap() {
    return new DecodeBudget(Runtime.getRuntime().maxMemory() / 2);
  }

  /** What was taken, until it is closed. */
  interface Share extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Waits for the memory that a picture takes.
   *
   * @param heap bytes on the heap
   * @param outside bytes that native code takes; a picture that needs more of those than there are
   *     is decoded alone
   * @throws FrameFaultException where the heap's part is more than the whole budget
   */
  Share forPicture(long heap, long outside) throws FrameFaultException {
    if (heap > bytes) {
      throw new FrameFaultException(
          FrameFault.BOMB,
          "the picture takes %d bytes to decode, more than frame.decode.bytes = %d"
              .formatted(heap, bytes));
    }
    return take(pictures, units(bytes), heap + outside);
  }

  /** Waits for the memory that a file's bytes take; one at a time where they are many. */
  Share forFile(long length) {
    return take(files, units(bytes / PART_FOR_FILES), length);
  }

  private static Share take(Semaphore from, int all, long wanted) {
    int units = Math.min(all, units(wanted));
    // Not given up when interrupted: a frame is no bad frame because its process ends.
    from.acquireUninterruptibly(units);
    return () -> from.release(units);
  }

  private static int units(long bytes) {
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, (bytes + UNIT - 1) / UNIT));
  }

  @Override
  public String toString() {
    return bytes + " bytes";
  }
}
