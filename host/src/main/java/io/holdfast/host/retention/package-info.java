/**
 * Retention on this machine: what is removed of an application's restore points, and what becomes
 * of a policy that keeps less.
 *
 * <p>A run plans under the repository's exclusive lock, so that nobody places a hold in between,
 * and does the plan's steps one by one, each recorded before the next. A point's own snapshot goes
 * first: from then on there is no point, whatever interrupts the rest, and the next start takes
 * what it left. Space is freed last, under locks of its own.
 *
 * <p>A policy counts as it was sealed into the ledger. When a repository is away while files are
 * applied, that is done by the next run that opens it; what protects less begins to wait only then,
 * and until then nothing is removed by it.
 */
@NullMarked
package io.holdfast.host.retention;

import org.jspecify.annotations.NullMarked;
