package io.sisom.console;

/** How much a cache may hold: what is set, and no more than a share of the heap. */
public final class CacheRoom {
  private static final int SHARE = 16;

  private CacheRoom() {}

  /** Bytes of a cache for which so many are set. */
  public static long of(long bytes) {
    return of(bytes, Runtime.getRuntime().maxMemory());
  }

  static long of(long bytes, long heap) {
    return Math.min(bytes, heap / SHARE);
  }
}
