/**
 * A decorator that keeps transfers below a rate.
 *
 * <p>A <em>rate</em> is bytes per second over all threads that share a {@link
 * io.holdfast.repository.store.bandwidth.Bandwidth}. Uploads are held back slice by slice while the
 * store reads its content; downloads are asked for in parts of about a second each, so that neither
 * bursts a whole pack onto the line.
 */
@NullMarked
package io.holdfast.repository.store.bandwidth;

import org.jspecify.annotations.NullMarked;
