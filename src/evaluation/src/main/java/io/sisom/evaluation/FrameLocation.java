package io.sisom.evaluation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** Where frames of a set are. */
public sealed interface FrameLocation {
  /** One of three, by which it is. */
  <R> R either(
      Function<? super RecordsIn, ? extends R> records,
      Function<? super ImagesIn, ? extends R> images,
      Function<? super OnTopic, ? extends R> onTopic);

  /** A record file, or a part of it. */
  record RecordsIn(Path file, RecordSelection selection) implements FrameLocation {
    @Override
    public <R> R either(
        Function<? super RecordsIn, ? extends R> records,
        Function<? super ImagesIn, ? extends R> images,
        Function<? super OnTopic, ? extends R> onTopic) {
      return records.apply(this);
    }
  }

  /** A folder of images, or of one folder of images a class. */
  record ImagesIn(Path folder) implements FrameLocation {
    @Override
    public <R> R either(
        Function<? super RecordsIn, ? extends R> records,
        Function<? super ImagesIn, ? extends R> images,
        Function<? super OnTopic, ? extends R> onTopic) {
      return images.apply(this);
    }
  }

  /** A topic of frames or of labeled frames. */
  record OnTopic(String topic) implements FrameLocation {
    @Override
    public <R> R either(
        Function<? super RecordsIn, ? extends R> records,
        Function<? super ImagesIn, ? extends R> images,
        Function<? super OnTopic, ? extends R> onTopic) {
      return onTopic.apply(this);
    }
  }

  /**
   * From the command line: {@code FILE}, {@code FILE@0-999}, {@code FILE@LISTS.json#PATH}, {@code
   * DIR} or {@code topic:NAME}.
   *
   * @throws EvaluationException where there is no such file or the text is none of these
   */
  static FrameLocation parse(String text) {
    if (text.startsWith("topic:")) {
      String topic = text.substring("topic:".length());
      if (!topic.matches("[A-Za-z0-9._-]{1,249}")) {
        throw new EvaluationException(text + " names no topic: expected topic:NAME");
      }
      return new OnTopic(topic);
    }
    Path whole = Path.of(text);
    if (Files.isDirectory(whole)) {
      return new ImagesIn(whole);
    }
    int at = text.indexOf('@');
    if (at < 0 || Files.exists(whole)) {
      return new RecordsIn(existing(whole), RecordSelection.all());
    }
    Path file = existing(Path.of(text.substring(0, at)));
    return new RecordsIn(file, RecordSelection.parse(text.substring(at + 1)));
  }

  private static Path existing(Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new EvaluationException(
          file + " is no readable file or folder; a topic is written topic:NAME");
    }
    String name = file.toString();
    if (!name.endsWith(".bin") && !name.endsWith(".bin.gz") && !name.endsWith(".delta.gz")) {
      throw new EvaluationException(
          file + " is no record file (.bin, .bin.gz, .delta.gz) and no folder of images");
    }
    return file;
  }
}
