/**
 * What can be asked of whatever protects applications: one machine, a cluster, or either behind a
 * server.
 *
 * <p>Each {@link io.holdfast.api.platform.Operation} has a question and an answer, both records,
 * and its place in the HTTP API. All are listed in {@link io.holdfast.api.platform.Operations}; the
 * server's routes and the command line's client are made from that table, so they cannot differ.
 * Whoever answers is a {@link io.holdfast.api.platform.Platform}.
 */
@NullMarked
package io.holdfast.api.platform;

import org.jspecify.annotations.NullMarked;
