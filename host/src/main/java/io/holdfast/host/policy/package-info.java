/**
 * From a Policy, as people write it, to the values that decisions are made of.
 *
 * <p>This is the only place where words of the kind become schedules, windows and rules of
 * retention, so that what is planned, measured and reported is about the same promise.
 */
@NullMarked
package io.holdfast.host.policy;

import org.jspecify.annotations.NullMarked;
