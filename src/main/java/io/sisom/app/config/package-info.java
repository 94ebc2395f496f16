/** Settings: one typed record a part, from defaults, file, environment and command line. */
@NullMarked
package io.sisom.app.config;

import org.jspecify.annotations.NullMarked;
