package io.sisom.evaluation.al;

import io.sisom.method.FrameShape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A pool's frames in the order in which sensors see them: each sensor dwells on one class for a
 * scene, then on another, and every frame comes as a burst of near-duplicates. Everything is drawn
 * from the seed.
 *
 * @param pool the labeled frames of the start, then every frame in the order of its arrival
 * @param start rows of the start
 */
@SuppressWarnings("ArrayRecordComponent") // large, never compared
record FrameStream(FramePool pool, int[] start) {
  /** Of the frames of a pool that are not labeled from the start. */
  static FrameStream of(FramePool pool, int[] start, StreamPlan plan, FrameShape shape, long seed) {
    Random random = new Random(seed);
    List<Integer> order = new ArrayList<>(IntStream.of(start).boxed().toList());
    List<byte[]> planes = new ArrayList<>(order.stream().map(pool.planes()::get).toList());
    for (int row : arrivals(pool, start, plan, random)) {
      byte[] first = pool.planes().get(row);
      order.add(row);
      planes.add(first);
      for (int i = 1; i < plan.burst(); i++) {
        order.add(row);
        planes.add(NearDuplicate.of(first, shape, random));
      }
    }
    FramePool stream =
        new FramePool(
            IntStream.range(0, order.size()).mapToObj("%010d"::formatted).toList(),
            planes,
            order.stream().mapToInt(row -> pool.labels()[row]).toArray(),
            order.stream().mapToInt(row -> pool.origins()[row]).toArray(),
            pool.foreign(),
            order.stream().mapToInt(row -> pool.kinds()[row]).toArray(),
            pool.wanted());
    return new FrameStream(stream, IntStream.range(0, start.length).toArray());
  }

  /** How many frames arrive. */
  int arriving() {
    return pool.size() - start.length;
  }

  /**
   * Rows of the frames of a window, in the order of their arrival.
   *
   * @param of so many windows in all
   */
  int[] window(int window, int of) {
    long frames = arriving();
    int from = start.length + (int) (frames * window / of);
    int to = start.length + (int) (frames * (window + 1) / of);
    return IntStream.range(from, to).toArray();
  }

  /** First frames of bursts: a burst of each sensor in turn. */
  private static List<Integer> arrivals(
      FramePool pool, int[] start, StreamPlan plan, Random random) {
    boolean[] labeled = new boolean[pool.size()];
    IntStream.of(start).forEach(row -> labeled[row] = true);
    List<Integer> rows =
        new ArrayList<>(
            IntStream.range(0, pool.size()).filter(row -> !labeled[row]).boxed().toList());
    Collections.shuffle(rows, random);
    List<Deque<Integer>> sensors = new ArrayList<>();
    for (int sensor = 0; sensor < plan.sensors(); sensor++) {
      int own = sensor;
      List<Integer> seen =
          IntStream.range(0, rows.size())
              .filter(i -> i % plan.sensors() == own)
              .mapToObj(rows::get)
              .toList();
      sensors.add(new ArrayDeque<>(inScenes(pool, seen, plan.scene(), random)));
    }
    List<Integer> arrivals = new ArrayList<>(rows.size());
    while (arrivals.size() < rows.size()) {
      for (Deque<Integer> sensor : sensors) {
        Integer next = sensor.poll();
        if (next != null) {
          arrivals.add(next);
        }
      }
    }
    return arrivals;
  }

  private static List<Integer> inScenes(
      FramePool pool, List<Integer> rows, int length, Random random) {
    Map<Integer, List<Integer>> byPlace = new TreeMap<>();
    for (int row : rows) {
      int place = pool.isClass(row) ? pool.labels()[row] : -pool.origins()[row];
      byPlace.computeIfAbsent(place, p -> new ArrayList<>()).add(row);
    }
    List<List<Integer>> scenes = new ArrayList<>();
    for (List<Integer> place : byPlace.values()) {
      for (int from = 0; from < place.size(); from += length) {
        scenes.add(place.subList(from, Math.min(place.size(), from + length)));
      }
    }
    Collections.shuffle(scenes, random);
    return scenes.stream().flatMap(List::stream).toList();
  }
}
