/**
 * Runs on this machine: plans of {@code protection} carried out with volume snapshots, hooks, the
 * engine and the vault.
 *
 * <p>What is observed (storage, hooks, kinds) goes to the planner; the plan is recorded; each step
 * is carried out and its result recorded before the next. Nothing that a later step needs is only
 * in memory but what cannot outlive the process anyway: open hooks. A run that fails lets its hooks
 * go and removes its volume snapshots; so does the next start for a run whose process was killed.
 */
@NullMarked
package io.holdfast.host.run;

import org.jspecify.annotations.NullMarked;
