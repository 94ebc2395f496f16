package io.sisom.feed.live;

/** Something that frames come from, over one connection after the other. */
public interface LiveSource {
  /** What it is called: its address without credentials. */
  String name();

  /**
   * Connects, and hands on what comes until the connection ends.
   *
   * @param number of the connection, counting up
   * @param watch told what is subscribed and what comes
   * @throws InterruptedException where the thread is told to stop; the connection is closed then
   */
  SessionEnd session(int number, LiveInbox inbox, SessionWatch watch) throws InterruptedException;
}
