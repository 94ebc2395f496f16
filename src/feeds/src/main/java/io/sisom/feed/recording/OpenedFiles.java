package io.sisom.feed.recording;

import io.sisom.feed.FeedException;
import io.sisom.feed.film.FilmFormat;
import io.sisom.recording.OpeningOutcome;
import io.sisom.recording.OpeningOutcome.NotARecording;
import io.sisom.recording.OpeningOutcome.Opened;
import io.sisom.recording.Position;
import io.sisom.recording.Recording;
import io.sisom.recording.RecordingFolder;
import io.sisom.recording.RecordingKind;
import io.sisom.recording.Recordings;
import io.sisom.recording.bag.BagFormat;
import io.sisom.recording.db3.Db3Format;
import io.sisom.recording.mcap.McapFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Recordings among files and folders: files in the order they are given, those of a folder in the
 * order of time, since recorders split.
 *
 * @param files the recordings
 * @param problems what was meant to be a recording and is none, in words
 * @param passedOver other files of folders, in words
 */
public record OpenedFiles(
    List<RecordingFile> files, List<String> problems, List<String> passedOver) {
  private static final Pattern MEANT =
      Pattern.compile(
          "(?i).*\\.((mcap|db3|bag)(\\.active)?(\\.zstd?)?"
              + "|mp4|m4v|mov|mkv|webm|avi|m?ts|m2ts|mjpe?g|(h?26[45])|hevc)");

  /** Keeps copies. */
  public OpenedFiles {
    files = List.copyOf(files);
    problems = List.copyOf(problems);
    passedOver = List.copyOf(passedOver);
  }

  /**
   * Looks at files and folders.
   *
   * @param films which of them are films
   * @throws FeedException where one cannot be read, or none holds a recording
   */
  public static OpenedFiles of(List<Path> paths, FilmFormat films) {
    Recordings known =
        new Recordings(List.of(new McapFormat(), new BagFormat(), new Db3Format(), films));
    OpenedFiles found =
        new Look(known, new ArrayList<>(), new ArrayList<>(), new ArrayList<>()).at(paths);
    if (found.files().isEmpty()) {
      throw new FeedException(
          found.problems().isEmpty()
              ? "no recording in "
                  + String.join(", ", paths.stream().map(Path::toString).toList())
                  + ": expected MCAP, rosbag2 db3 or ROS 1 bag files, or films"
              : String.join("; ", found.problems()));
    }
    return found;
  }

  /** What is found as one looks. */
  private record Look(
      Recordings known, List<RecordingFile> files, List<String> problems, List<String> passedOver) {
    OpenedFiles at(List<Path> paths) {
      for (Path path : paths) {
        try {
          if (Files.isDirectory(path)) {
            folder(path);
          } else {
            file(path);
          }
        } catch (IOException e) {
          throw new FeedException(path + " cannot be read", e);
        }
      }
      return new OpenedFiles(files, problems, passedOver);
    }

    private void folder(Path path) throws IOException {
      RecordingFolder folder = RecordingFolder.of(path, known);
      for (NotARecording none : folder.leftOut()) {
        String name = none.file().getFileName().toString();
        boolean missing = !Files.exists(none.file());
        (missing || MEANT.matcher(name).matches() ? problems : passedOver)
            .add(name + ": " + none.reason());
      }
      for (Path file : folder.files()) {
        file(file);
      }
    }

    private void file(Path path) throws IOException {
      OpeningOutcome outcome = known.open(path, Position.START);
      if (outcome instanceof Opened opened) {
        try (Recording recording = opened.recording()) {
          files.add(new DiskFile(known, path, recording.kind()));
        }
      } else {
        problems.add(path + ": " + ((NotARecording) outcome).reason());
      }
    }
  }

  /** A file on a disk, opened by its first bytes. */
  private record DiskFile(Recordings known, Path path, RecordingKind kind)
      implements RecordingFile {
    @Override
    public String name() {
      return String.valueOf(path.getFileName());
    }

    @Override
    public Recording open(Position after) throws IOException {
      OpeningOutcome outcome = known.open(path, after);
      if (outcome instanceof Opened opened) {
        return opened.recording();
      }
      throw new IOException(((NotARecording) outcome).reason());
    }
  }
}
