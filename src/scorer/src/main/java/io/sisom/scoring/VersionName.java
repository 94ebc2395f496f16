package io.sisom.scoring;

/**
 * What a loaded version is called in scores, metrics and logs.
 *
 * @param number of the reference version: 1, 2, 3 …
 * @param model bundle name @ start of its hash
 */
record VersionName(long number, String model) {}
