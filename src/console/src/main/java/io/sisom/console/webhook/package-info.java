/** Alerts sent out over HTTP, signed and tried again (Standard Webhooks 1.0.0). */
@NullMarked
package io.sisom.console.webhook;

import org.jspecify.annotations.NullMarked;
