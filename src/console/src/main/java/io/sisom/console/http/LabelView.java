package io.sisom.console.http;

import java.util.Collection;
import java.util.Optional;

/**
 * The label page.
 *
 * @param card the frame to label; empty where none waits
 * @param frameId of it, or empty
 * @param burst how many other frames an answer may be for, in words
 * @param labels the classes
 * @param undo id of the frame whose answer can be taken back
 * @param progress what became of the annotator's labels since the active version
 */
record LabelView(
    String annotator,
    Optional<FrameCard> card,
    String frameId,
    String burst,
    Collection<String> labels,
    Optional<String> undo,
    Optional<String> progress) {}
