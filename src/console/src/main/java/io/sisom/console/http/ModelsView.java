package io.sisom.console.http;

import java.util.List;
import java.util.OptionalLong;

/**
 * The page of all versions.
 *
 * @param active that scorers serve; empty for none
 * @param progress what became of the labels since, in words, or empty
 * @param earlier the version to roll back to
 */
record ModelsView(
    OptionalLong active, String progress, OptionalLong earlier, List<ModelRow> rows) {}
