/**
 * Locks: how programs that share a repository keep out of each other's way.
 *
 * <p>A <em>lock file</em> says who works on the repository since when, and whether he tolerates
 * others. It is advice that every well-behaved program follows, restic among them (F34).
 */
@NullMarked
package io.holdfast.repository.lock;

import org.jspecify.annotations.NullMarked;
