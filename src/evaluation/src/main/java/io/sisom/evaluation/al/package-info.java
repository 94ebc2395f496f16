/**
 * The active-learning experiment: strategies ask an oracle for labels, the trainer's code learns
 * from the answers, and test accuracy over labels says which strategy asked better.
 */
@NullMarked
package io.sisom.evaluation.al;

import org.jspecify.annotations.NullMarked;
