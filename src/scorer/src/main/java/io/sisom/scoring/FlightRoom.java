package io.sisom.scoring;

/**
 * Room for records in flight, bounded in number and in bytes. A record larger than all the room is
 * let in when it is alone.
 */
final class FlightRoom {
  private final int most;
  private final long mostBytes;
  private int records;
  private long bytes;

  FlightRoom(int most, long mostBytes) {
    this.most = most;
    this.mostBytes = mostBytes;
  }

  /** Waits until there is room for a record of {@code size} bytes, and takes it. */
  synchronized void enter(int size) throws InterruptedException {
    while (records >= most || (records > 0 && bytes + size > mostBytes)) {
      wait();
    }
    records++;
    bytes += size;
  }

  /** Takes room for a record of {@code size} bytes, be there any or not. */
  synchronized void enterAtOnce(int size) {
    records++;
    bytes += size;
  }

  /** Gives back what was taken. */
  synchronized void leave(int size) {
    records--;
    bytes -= size;
    notifyAll();
  }
}
