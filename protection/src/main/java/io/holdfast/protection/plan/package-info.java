/**
 * What all planners have in common: a plan comes of it, or reasons why not.
 *
 * <p>A <em>plan</em> is a value that says what would be done. A <em>refusal</em> says what is not
 * done, what would go wrong, and what to change; all refusals are told at once.
 */
@NullMarked
package io.holdfast.protection.plan;

import org.jspecify.annotations.NullMarked;
