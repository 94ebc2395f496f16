package io.sisom.console.json;

import io.sisom.queue.QueueEntry;
import java.util.List;

/** Several frames of the queue. */
public record FramesJson(List<FrameJson> frames) {
  /** Of the queue's entries. */
  public static FramesJson of(List<QueueEntry> entries) {
    return new FramesJson(entries.stream().map(FrameJson::of).toList());
  }
}
