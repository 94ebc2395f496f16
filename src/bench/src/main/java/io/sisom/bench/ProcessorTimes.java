package io.sisom.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Processor time of this process so far, by what its threads do. The system tells it where it is
 * Linux, of the JVM's and PyTorch's own threads too; elsewhere there is nothing.
 *
 * @param nanos of each kind of work
 */
record ProcessorTimes(Map<Work, Long> nanos) {
  private static final Path THREADS = Path.of("/proc/self/task");

  /** What a thread does, by the beginning of its name; the system keeps 15 characters of it. */
  enum Work {
    DEVICE("network and scores", "sisom-device", "java", "pt_"),
    DECODERS("reading and decoding", "sisom-decoder"),
    STREAMS("Kafka Streams", "sisom-bench-", "rocksdb"),
    PRODUCERS("its producers", "kafka-producer"),
    COMPILER("compiling", "C1 Comp", "C2 Comp", "Sweeper"),
    GARBAGE("collecting garbage", "G1 ", "GC Thread", "VM Thread"),
    READER("the bench's reader", "bench-scores"),
    BROKER("broker, and all else");

    private final String words;
    private final List<String> names;

    Work(String words, String... names) {
      this.words = words;
      this.names = List.of(names);
    }

    String words() {
      return words;
    }

    static Work of(String thread) {
      for (Work work : values()) {
        if (work.names.stream().anyMatch(thread::startsWith)) {
          return work;
        }
      }
      return BROKER;
    }
  }

  /** Keeps a copy. */
  ProcessorTimes {
    nanos = Map.copyOf(nanos);
  }

  static ProcessorTimes now() {
    Map<Work, Long> nanos = new EnumMap<>(Work.class);
    if (Files.isDirectory(THREADS)) {
      try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
        for (Path thread : threads) {
          add(thread, nanos);
        }
      } catch (IOException | DirectoryIteratorException e) {
        throw new UncheckedIOException("cannot read " + THREADS, new IOException(e));
      }
    }
    return new ProcessorTimes(nanos);
  }

  private static void add(Path thread, Map<Work, Long> nanos) throws IOException {
    try {
      Work work = Work.of(Files.readString(thread.resolve("comm")));
      String[] spent = Files.readString(thread.resolve("schedstat")).split(" ");
      nanos.merge(work, Long.parseLong(spent[0]), Long::sum);
    } catch (NoSuchFileException ended) {
      // A thread may end while others are read.
      return;
    }
  }

  /** Milliseconds a frame from now to then, of {@code frames}. */
  Map<Work, Double> to(ProcessorTimes later, long frames) {
    Map<Work, Double> millis = new EnumMap<>(Work.class);
    later.nanos.forEach(
        (work, spent) -> millis.put(work, (spent - nanos.getOrDefault(work, 0L)) / 1e6 / frames));
    return millis;
  }
}
