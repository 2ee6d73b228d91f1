/**
 * How a backup of an application goes, decided before anything is touched.
 *
 * <p>A platform observes what each volume's storage offers ({@link
 * io.holdfast.protection.backup.Storage}); the planner chooses for each volume whether it is
 * <em>frozen</em> (read from a volume snapshot) or read <em>live</em>, and in which order hooks
 * open, volumes freeze, hooks close and data moves. What cannot be consistent is refused with its
 * reason, never done a little worse in silence.
 *
 * <p>The plan is a list of {@link io.holdfast.protection.backup.BackupStep}s, each with a key.
 * Every step that ended is recorded with its {@link io.holdfast.protection.backup.StepResult}; what
 * a run still has to do after a crash follows from the plan and the results alone.
 */
@NullMarked
package io.holdfast.protection.backup;

import org.jspecify.annotations.NullMarked;
