package io.sisom.scoring;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.header.Header;

/**
 * Carries a frame's coming score from the poll to the processor inside this JVM. It never goes on
 * the wire: records sent onwards get headers of their own.
 */
record PrefetchHeader(CompletableFuture<FrameOutcome> outcome) implements Header {
  static final String KEY = "sisom-prefetch";
  private static final byte[] NOTHING = {};

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public byte[] value() {
    return NOTHING;
  }
}
