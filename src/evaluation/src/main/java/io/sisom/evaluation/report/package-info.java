/** An evaluation for people and programs: text, JSON, CSV and a page. */
@NullMarked
package io.sisom.evaluation.report;

import org.jspecify.annotations.NullMarked;
