package io.sisom.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.queue.Place;
import org.junit.jupiter.api.Test;

class LatestPlacesTest {
  @Test
  void theLatestAreKeptUpToANumber() {
    LatestPlaces places = new LatestPlaces(2, 1 << 20);
    places.put("a", new Place(0, 1));
    places.put("b", new Place(0, 2));
    places.put("a", new Place(0, 3));
    places.put("c", new Place(0, 4));
    assertThat(places.get("b")).isNull();
    assertThat(places.get("a")).isEqualTo(new Place(0, 3));
  }

  @Test
  void longIdsTakeNoMoreThanTheirRoom() {
    LatestPlaces places = new LatestPlaces(1_000_000, 1 << 20);
    for (int i = 0; i < 200; i++) {
      places.put(i + "x".repeat(100_000), new Place(0, i));
    }
    assertThat(places.size()).isEqualTo(5);
    places.put("y".repeat(1 << 20), new Place(0, 0));
    assertThat(places.size()).isZero();
  }

  @Test
  void aCacheTakesNoMoreThanAShareOfTheHeap() {
    assertThat(CacheRoom.of(128L << 20, 256L << 20)).isEqualTo(16L << 20);
    assertThat(CacheRoom.of(1 << 20, 256L << 20)).isEqualTo(1 << 20);
  }
}
