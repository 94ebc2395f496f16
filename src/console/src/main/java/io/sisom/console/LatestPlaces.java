package io.sisom.console;

import io.sisom.queue.Place;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where frames lie, by their ids: of the latest, up to a number and to a number of bytes. */
final class LatestPlaces {
  /** A map entry, a place, and a string without its text. */
  private static final long ENTRY_BYTES = 160;

  private final int most;
  private final long mostBytes;
  private final Map<String, Place> places = new LinkedHashMap<>();
  private long bytes;

  LatestPlaces(int most, long mostBytes) {
    this.most = most;
    this.mostBytes = mostBytes;
  }

  @Nullable Place get(String frameId) {
    return places.get(frameId);
  }

  int size() {
    return places.size();
  }

  void put(String frameId, Place place) {
    bytes += places.remove(frameId) == null ? size(frameId) : 0;
    places.put(frameId, place);
    Iterator<String> oldest = places.keySet().iterator();
    while (places.size() > most || bytes > mostBytes) {
      bytes -= size(oldest.next());
      oldest.remove();
    }
  }

  private static long size(String frameId) {
    return ENTRY_BYTES + 2L * frameId.length();
  }
}
