/** The demo: broker, fleet, trainer, scorer and annotator in one process. */
@NullMarked
package io.sisom.app.demo;

import org.jspecify.annotations.NullMarked;
