package io.sisom.console.exchange;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.sisom.wire.LabelKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Labels out of Label Studio's tasks, one task in memory at a time: arrays of tasks, one or several
 * in a file, or one task a line. Of an annotation (a completion, before 1.0) the one choice of the
 * control {@code label} counts, or of the control {@code kind}, which names no class; other
 * controls are passed over.
 */
final class LabelStudioReader {
  private static final int MOST_ANNOTATIONS = 1_000;
  private static final int MOST_CHOICES = 20;

  private final JsonParser json;
  private final FrameNames names;
  private final ImportSink sink;
  private int tasks;

  private LabelStudioReader(JsonParser json, FrameNames names, ImportSink sink) {
    this.json = json;
    this.names = names;
    this.sink = sink;
  }

  static void read(ImportFile file, FrameNames names, ImportSink sink)
      throws IOException, ImportException {
    JsonFiles.read(file, json -> new LabelStudioReader(json, names, sink).all());
  }

  private void all() throws IOException, ImportException {
    while (json.nextToken() != null) {
      if (json.currentToken() == JsonToken.START_ARRAY) {
        JsonFiles.array(json, this::task);
      } else {
        task();
      }
    }
    if (tasks == 0) {
      throw new ImportException("the file has no task of Label Studio: none has data");
    }
  }

  /** What is kept of a task. */
  private static final class Task {
    private String id = "without an id";
    private boolean data;
    private Optional<String> frameId = Optional.empty();
    private Optional<String> image = Optional.empty();
    private final List<Annotation> annotations = new ArrayList<>();
  }

  /** What is kept of an annotation. */
  private static final class Annotation {
    private boolean cancelled;
    private boolean otherControl;
    private Optional<String> annotator = Optional.empty();
    private Optional<String> completedBy = Optional.empty();
    private final Set<String> choices = new TreeSet<>();
    private final Set<String> kinds = new TreeSet<>();

    private Set<String> said() {
      Set<String> all = new TreeSet<>(choices);
      all.addAll(kinds);
      return all;
    }
  }

  private void task() throws IOException, ImportException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new ImportException("a Label Studio export is an array of tasks, or one task a line");
    }
    Task task = new Task();
    JsonFiles.object(
        json,
        name -> {
          switch (name) {
            case "id" -> task.id = JsonFiles.text(json).orElse(task.id);
            case "data" -> data(task);
            case "annotations", "completions" ->
                JsonFiles.array(json, () -> annotation(task, new Annotation()));
            default -> json.skipChildren();
          }
        });
    if (task.data) {
      tasks++;
    }
    take(task);
  }

  private void data(Task task) throws IOException, ImportException {
    task.data = json.currentToken() == JsonToken.START_OBJECT;
    JsonFiles.object(
        json,
        name -> {
          switch (name) {
            case "frame_id" -> task.frameId = JsonFiles.text(json);
            case LabelStudio.TO -> task.image = JsonFiles.text(json);
            default -> json.skipChildren();
          }
        });
  }

  private void annotation(Task task, Annotation annotation) throws IOException, ImportException {
    JsonFiles.object(
        json,
        name -> {
          switch (name) {
            case "result" -> JsonFiles.array(json, () -> result(annotation));
            case "was_cancelled", "skipped" -> {
              annotation.cancelled |= json.currentToken() == JsonToken.VALUE_TRUE;
              json.skipChildren();
            }
            case "annotator" -> annotation.annotator = JsonFiles.text(json);
            case "completed_by" -> annotation.completedBy = person();
            default -> json.skipChildren();
          }
        });
    if (task.annotations.size() < MOST_ANNOTATIONS) {
      task.annotations.add(annotation);
    } else {
      sink.refuse(
          "task " + task.id,
          "too-many-annotations",
          "more than " + MOST_ANNOTATIONS + " annotations of one task");
    }
  }

  /** An e-mail address where the file has it, else Label Studio's number. */
  private Optional<String> person() throws IOException, ImportException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      boolean number = json.currentToken() == JsonToken.VALUE_NUMBER_INT;
      return JsonFiles.text(json).filter(it -> number).map(id -> "label-studio-" + id);
    }
    String[] found = new String[2];
    JsonFiles.object(
        json,
        name -> {
          Optional<String> text = JsonFiles.text(json);
          if (name.equals("email")) {
            found[0] = text.orElse(null);
          } else if (name.equals("id")) {
            found[1] = text.map(id -> "label-studio-" + id).orElse(null);
          }
        });
    return Optional.ofNullable(found[0] != null ? found[0] : found[1]);
  }

  private void result(Annotation annotation) throws IOException, ImportException {
    Set<String> choices = new TreeSet<>();
    String[] control = {""};
    JsonFiles.object(
        json,
        name -> {
          switch (name) {
            case "from_name" -> control[0] = JsonFiles.text(json).orElse("");
            case "value" ->
                JsonFiles.object(
                    json,
                    field -> {
                      if (field.equals("choices")) {
                        JsonFiles.array(json, () -> choice(choices));
                      } else {
                        json.skipChildren();
                      }
                    });
            default -> json.skipChildren();
          }
        });
    switch (control[0]) {
      case LabelStudio.FROM -> annotation.choices.addAll(choices);
      case LabelStudio.KIND -> {
        choices.remove(LabelKind.CLASS.word());
        annotation.kinds.addAll(choices);
      }
      default -> annotation.otherControl = true;
    }
  }

  private void choice(Set<String> choices) throws IOException {
    Optional<String> text = JsonFiles.text(json);
    if (choices.size() < MOST_CHOICES) {
      text.ifPresent(choices::add);
    }
  }

  private void take(Task task) throws ImportException {
    if (task.annotations.isEmpty()) {
      sink.passOver("task-without-annotations");
      return;
    }
    Optional<String> frameId = frame(task);
    for (Annotation annotation : task.annotations) {
      if (annotation.otherControl) {
        sink.passOver("other-control");
      }
      if (annotation.cancelled) {
        sink.passOver("cancelled");
      } else if (annotation.said().isEmpty()) {
        sink.passOver("no-choice-of-control-label");
      } else if (annotation.choices.size() + annotation.kinds.size() > 1) {
        sink.refuse(
            frameId.orElse("task " + task.id),
            "several-choices",
            "several choices are no class: " + String.join(", ", annotation.said()));
      } else if (frameId.isPresent()) {
        take(frameId.get(), annotation);
      } else {
        sink.refuse(
            "task " + task.id,
            "unknown-frame",
            "it has no data.frame_id, and its picture's name means no frame or several");
      }
    }
  }

  private void take(String frameId, Annotation annotation) throws ImportException {
    Optional<String> annotator = annotation.annotator.or(() -> annotation.completedBy);
    String said = annotation.said().iterator().next();
    Optional<LabelKind> kind =
        annotation.kinds.isEmpty() ? Optional.of(LabelKind.CLASS) : LabelKind.of(said);
    if (kind.isPresent()) {
      sink.label(ImportedLabel.of(kind.get(), frameId, annotator, said));
    } else {
      sink.refuse(frameId, "unknown-kind", "the kind " + said + " is none of foreign, fault");
    }
  }

  private Optional<String> frame(Task task) {
    return task.frameId.or(() -> task.image.flatMap(path -> names.picture(path).only()));
  }
}
