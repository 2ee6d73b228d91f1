/**
 * What is known of this machine, as numbers.
 *
 * <p>A scrape of metrics comes every few seconds and must never wait: it reads sums that the
 * catalog has in its indexes, and of the ledger only what came since the last one. What takes its
 * time (reaching a store, reading directories, comparing every fact with its hash) is done by
 * {@link io.holdfast.host.measure.Watch}, which somebody calls now and then; a scrape tells what it
 * saw last, and when.
 */
@NullMarked
package io.holdfast.host.measure;

import org.jspecify.annotations.NullMarked;
