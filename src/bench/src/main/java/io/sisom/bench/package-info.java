/** Measures this machine: each figure beside what it is compared with, in one run. */
@NullMarked
package io.sisom.bench;

import org.jspecify.annotations.NullMarked;
