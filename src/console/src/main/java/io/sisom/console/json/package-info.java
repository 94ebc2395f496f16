/** What the console's interface, its events and its web hooks say in JSON: one record a shape. */
@NullMarked
package io.sisom.console.json;

import org.jspecify.annotations.NullMarked;
