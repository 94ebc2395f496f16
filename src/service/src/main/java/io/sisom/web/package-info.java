/** What the HTTP servers share: bounds on connections, bodies and answers, and safe error pages. */
@NullMarked
package io.sisom.web;

import org.jspecify.annotations.NullMarked;
