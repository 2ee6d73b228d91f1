/**
 * A decorator that repeats store calls which failed for a reason that may pass.
 *
 * <p>A <em>try</em> is one call of the store below. Between tries it pauses: a random share of a
 * span that doubles each time, so that many clients of a store that comes back do not come back in
 * step. A call has a <em>budget</em> of time for all its tries and pauses. Failures whose answer
 * will not change (no such object, refused, truncated) are never repeated.
 */
@NullMarked
package io.holdfast.repository.store.retry;

import org.jspecify.annotations.NullMarked;
