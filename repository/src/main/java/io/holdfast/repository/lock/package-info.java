/**
 * Locks: how programs that share a repository keep out of each other's way.
 *
 * <p>A <em>lock file</em> says who works on the repository since when, and whether he tolerates
 * others. It is advice that every well-behaved program follows, restic among them (F34).
 *
 * <p>{@link io.holdfast.repository.lock.Locks} <em>claims</em> a lock: it looks at those of others,
 * writes one, and has it looked once more after a moment (the <em>second look</em>) for
 * <em>rivals</em> who came at the same time. The lock is <em>certain</em> when there are none. A
 * {@link io.holdfast.repository.lock.RepositoryLock} is then <em>renewed</em> every few minutes: a
 * newer file replaces the old one. Others take it for <em>stale</em>, and may remove it, when it
 * was not renewed for long, or its process is dead. Its holder takes it for <em>lost</em> a little
 * earlier, by a clock that goes on in sleep, and renews it before he goes on; when somebody has
 * removed it, it is lost for good. To <em>confirm</em> it is to ask the store whether it is there.
 */
@NullMarked
package io.holdfast.repository.lock;

import org.jspecify.annotations.NullMarked;
