package io.sisom.console.http;

/** Who labels, how many labels that were today, and how many frames wait. */
record LabelStatus(String annotator, int labels, int waiting) {}
