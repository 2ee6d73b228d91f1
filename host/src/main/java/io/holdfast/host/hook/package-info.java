/**
 * What a database, or a command, is asked before and after a cut, so that the copy is consistent.
 *
 * <p>A {@link io.holdfast.host.hook.Hook} is what a policy names: a preset for a database, or own
 * commands. With the {@link io.holdfast.host.hook.Method} and the {@link
 * io.holdfast.host.hook.Scope} it becomes a {@link io.holdfast.host.hook.HookPlan}: the steps of
 * the <em>opening half</em> and of the <em>closing half</em>, as text for a dry run, and the time
 * that each may take. A {@link io.holdfast.host.hook.HookSession} executes it: open, then the copy,
 * then end. What a database adds to the copy is the <em>overlay</em>: files in a directory that the
 * caller gives, at their place relative to the volume's root; {@link
 * io.holdfast.host.hook.Exclusion}s name what of the volume must not be copied.
 *
 * <p>The closing half always runs: when the copy fails, when a step takes too long, when the thread
 * is interrupted, when the cut lasts longer than allowed, and when this program is killed. For the
 * last, nothing that must be undone outlives a connection: backup mode, locks and replication slots
 * belong to a database session and end with it; the post command of a pair is run by a {@link
 * io.holdfast.host.hook.Guard} process, always, so that what a kill leads to is no rare path.
 *
 * <p>A {@link io.holdfast.host.hook.Preset} is one database's way. Secrets come from the
 * environment or a closed file and are masked in every message.
 */
@NullMarked
package io.holdfast.host.hook;

import org.jspecify.annotations.NullMarked;
