package io.sisom.recording;

import io.sisom.recording.OpeningOutcome.NotARecording;
import io.sisom.recording.OpeningOutcome.Opened;
import io.sisom.recording.RecordingEvent.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of one recording that was split, in order of time. A rosbag2 folder's {@code
 * metadata.yaml} lists them in that order; without one, or for files that it does not list, the
 * first message's time decides, and the name between files without messages.
 *
 * @param files the recordings, in order
 * @param leftOut what is listed but missing, and what is no recording
 * @param remarks what the folder says of itself
 */
public record RecordingFolder(List<Path> files, List<NotARecording> leftOut, List<String> remarks) {
  private static final int MAX_FILES = 100_000;

  /** How many events of a file are read for the time of its first message. */
  private static final int MAX_EVENTS = 1_000;

  /** Keeps copies. */
  public RecordingFolder {
    files = List.copyOf(files);
    leftOut = List.copyOf(leftOut);
    remarks = List.copyOf(remarks);
  }

  /**
   * Looks through a folder, not through those in it.
   *
   * @throws IOException where the storage fails
   */
  public static RecordingFolder of(Path folder, Recordings recordings) throws IOException {
    Map<String, Path> present = present(folder);
    Path metadataFile = folder.resolve(BagMetadata.NAME);
    BagMetadata metadata =
        Files.isRegularFile(metadataFile)
            ? BagMetadata.read(metadataFile)
            : new BagMetadata(List.of(), List.of());
    List<NotARecording> leftOut = new ArrayList<>();
    Set<Path> listed = new LinkedHashSet<>();
    for (String name : metadata.files()) {
      Path file = find(present, name);
      if (file == null) {
        leftOut.add(
            new NotARecording(folder.resolve(lastPart(name)), "it is listed but not there"));
      } else {
        listed.add(file);
      }
    }
    List<Path> files = new ArrayList<>();
    for (Path file : listed) {
      Optional<NotARecording> refusal = recordings.refusal(file);
      if (refusal.isPresent()) {
        leftOut.add(refusal.get());
      } else {
        files.add(file);
      }
    }
    files.addAll(unlisted(present.values(), listed, recordings, leftOut));
    return new RecordingFolder(files, leftOut, metadata.remarks());
  }

  private record Timed(Path file, long nanos) {}

  private static List<Path> unlisted(
      Collection<Path> present,
      Set<Path> listed,
      Recordings recordings,
      List<NotARecording> leftOut)
      throws IOException {
    List<Timed> found = new ArrayList<>();
    for (Path file : present) {
      if (!listed.contains(file) && !file.endsWith(BagMetadata.NAME)) {
        OpeningOutcome outcome = recordings.open(file, Position.START);
        if (outcome instanceof Opened opened) {
          found.add(new Timed(file, firstNanos(opened.recording())));
        } else {
          leftOut.add((NotARecording) outcome);
        }
      }
    }
    found.sort(Comparator.comparingLong(Timed::nanos).thenComparing(Timed::file));
    return found.stream().map(Timed::file).toList();
  }

  private static long firstNanos(Recording recording) throws IOException {
    try (recording) {
      for (int i = 0; i < MAX_EVENTS; i++) {
        RecordingEvent event = recording.next();
        if (event == null) {
          break;
        }
        if (event instanceof Message message) {
          return message.logNanos();
        }
      }
      return Long.MAX_VALUE;
    }
  }

  private static Map<String, Path> present(Path folder) throws IOException {
    Map<String, Path> byName = new TreeMap<>();
    try (Stream<Path> entries = Files.list(folder)) {
      entries.limit(MAX_FILES).forEach(it -> byName.put(String.valueOf(it.getFileName()), it));
    }
    return byName;
  }

  /** A listed name in the folder itself, whatever folders it names; also with file compression. */
  private static @Nullable Path find(Map<String, Path> present, String name) {
    String last = lastPart(name);
    Path file = present.get(last);
    return file == null ? present.get(last + ".zstd") : file;
  }

  private static String lastPart(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    return last.replace('\0', '?');
  }
}
