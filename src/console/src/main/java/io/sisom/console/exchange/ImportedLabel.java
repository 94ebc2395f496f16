package io.sisom.console.exchange;

import java.util.Optional;

/**
 * An answer out of a file, not checked yet.
 *
 * @param frameId of a frame that the queue may know
 * @param annotator who gave it; empty where the file does not say
 * @param label what
 */
public record ImportedLabel(String frameId, Optional<String> annotator, String label) {}
