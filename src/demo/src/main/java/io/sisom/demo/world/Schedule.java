package io.sisom.demo.world;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * When each robot sees what. After the calm frames come rounds of {@link WorldConfig#roundFrames}
 * frames; each round holds every unknown kind and every fault once, in random order, with known
 * kinds before each of them. Immutable; the answer depends on seed, robot and tick only.
 */
final class Schedule {
  private static final int SHORTEST_SHOT = 25;
  private static final int MAX_SHOT = 50;

  private final long seed;
  private final WorldConfig config;

  Schedule(long seed, WorldConfig config) {
    this.seed = seed;
    this.config = config;
  }

  /** The take that holds the given tick of the given robot, both counted from 0. */
  CameraSegment at(int robot, int tick) {
    int calm = config.calmFrames();
    int length = config.roundFrames();
    int round = tick < calm ? -1 : (tick - calm) / length;
    Random random = new Random(new SplittableRandom(seed ^ key(robot, round)).nextLong());
    List<CameraSegment> takes =
        round < 0 ? shots(random, 0, calm) : round(random, calm + round * length, length);
    return takes.stream()
        .filter(take -> take.from() <= tick && tick < take.until())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No take holds tick " + tick));
  }

  private static long key(int robot, int round) {
    return new SplittableRandom((long) robot << 32 ^ round).nextLong();
  }

  private List<CameraSegment> round(Random random, int start, int length) {
    List<Event> events = events(random);
    int busy = events.stream().mapToInt(Event::length).sum();
    int[] calms = split(random, length - busy, events.size());
    List<CameraSegment> takes = new ArrayList<>();
    int tick = start;
    for (int i = 0; i < calms.length; i++) {
      List<CameraSegment> known = shots(random, tick, tick + calms[i]);
      takes.addAll(known);
      tick += calms[i];
      takes.add(events.get(i).after(known.get(known.size() - 1), random));
      tick += events.get(i).length();
    }
    return takes;
  }

  private List<Event> events(Random random) {
    List<Event> events = new ArrayList<>();
    for (ObjectKind kind : ObjectKind.unknownKinds()) {
      events.add(new Event(kind, CameraFault.NONE, length(random)));
    }
    for (CameraFault fault : CameraFault.real()) {
      events.add(new Event(null, fault, length(random)));
    }
    Collections.shuffle(events, random);
    return events;
  }

  private int length(Random random) {
    return random.nextInt(config.shortestEvent(), config.longestEvent() + 1);
  }

  /** Splits a total into parts, each between about half and one and a half of an even part. */
  private static int[] split(Random random, int total, int parts) {
    double[] weights = random.doubles(parts, 0.5, 1.5).toArray();
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    int[] lengths = new int[parts];
    double reached = 0;
    int used = 0;
    for (int i = 0; i < parts; i++) {
      reached += weights[i];
      lengths[i] = (int) Math.round(total * reached / sum) - used;
      used += lengths[i];
    }
    return lengths;
  }

  /** Known kinds through a healthy camera, a new one every few dozen frames. */
  private static List<CameraSegment> shots(Random random, int from, int until) {
    List<ObjectKind> kinds = ObjectKind.knownKinds();
    List<CameraSegment> takes = new ArrayList<>();
    int tick = from;
    while (tick < until) {
      int length = random.nextInt(SHORTEST_SHOT, MAX_SHOT + 1);
      int end = until - tick < length + SHORTEST_SHOT ? until : tick + length;
      Shot shot = new Shot(kinds.get(random.nextInt(kinds.size())), random.nextLong());
      takes.add(new CameraSegment(tick, end, shot, tick, CameraFault.NONE));
      tick = end;
    }
    return takes;
  }

  /** An unknown kind comes into view, or (null) a fault sets in while a known one is there. */
  private record Event(@Nullable ObjectKind unknown, CameraFault fault, int length) {
    CameraSegment after(CameraSegment previous, Random random) {
      int from = previous.until();
      return unknown == null
          ? new CameraSegment(from, from + length, previous.shot(), previous.shotFrom(), fault)
          : new CameraSegment(
              from, from + length, new Shot(unknown, random.nextLong()), from, fault);
    }
  }
}
