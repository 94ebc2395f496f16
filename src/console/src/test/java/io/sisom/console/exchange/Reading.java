package io.sisom.console.exchange;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a reader made of a file, before names are checked. */
final class Reading implements ImportSink {
  final List<ImportedLabel> labels = new ArrayList<>();
  final List<String> refused = new ArrayList<>();
  final Map<String, Integer> passedOver = new TreeMap<>();

  private Reading() {}

  static Reading of(ExchangeFormat format, byte[] file, Collection<String> frames)
      throws IOException, ImportException {
    Reading reading = new Reading();
    format.read(() -> new ByteArrayInputStream(file), new FrameNames(frames), reading);
    return reading;
  }

  static Reading of(ExchangeFormat format, String file, Collection<String> frames)
      throws IOException, ImportException {
    return of(format, file.getBytes(StandardCharsets.UTF_8), frames);
  }

  /** What would be given to the queue, by frame and annotator, {@code ann} where none is named. */
  static ImportedAnswers answers(ExchangeFormat format, byte[] file, Collection<String> frames)
      throws IOException, ImportException {
    FrameNames names = new FrameNames(frames);
    ImportedAnswers answers = new ImportedAnswers(names, Optional.of("ann"));
    format.read(() -> new ByteArrayInputStream(file), names, answers);
    return answers;
  }

  static ImportedAnswers answers(ExchangeFormat format, String file, Collection<String> frames)
      throws IOException, ImportException {
    return answers(format, file.getBytes(StandardCharsets.UTF_8), frames);
  }

  /** {@code FRAME=LABEL} of each. */
  List<String> said() {
    return labels.stream().map(it -> it.frameId() + "=" + it.label()).toList();
  }

  static List<String> said(ImportedAnswers answers) {
    return answers.labels().entrySet().stream()
        .map(it -> it.getKey().frameId() + "|" + it.getKey().annotator() + "=" + it.getValue())
        .collect(Collectors.toList());
  }

  @Override
  public void label(ImportedLabel label) {
    labels.add(label);
  }

  @Override
  public void refuse(String frame, String reason, String detail) {
    refused.add(reason);
  }

  @Override
  public void passOver(String reason) {
    passedOver.merge(reason, 1, Integer::sum);
  }
}
