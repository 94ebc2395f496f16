/** Text that comes from outside: which names are accepted, how any text is shown, cells of CSV. */
@NullMarked
package io.sisom.text;

import org.jspecify.annotations.NullMarked;
