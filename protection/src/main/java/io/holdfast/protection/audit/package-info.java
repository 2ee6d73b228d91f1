/**
 * Whether the ledger and the list of points are what they were.
 *
 * <p>The repository has segments; {@link io.holdfast.protection.audit.WriterChain} puts those of a
 * writer together, and finds where something was changed, is missing, or where the chain
 * <em>forks</em>: two machines wrote with one key. The catalog has rows; a {@link
 * io.holdfast.protection.audit.LineAudit} compares both, a {@link
 * io.holdfast.protection.audit.PointAudit} does so for points. Every flaw says where it is.
 */
@NullMarked
package io.holdfast.protection.audit;

import org.jspecify.annotations.NullMarked;
