/**
 * What a directory lies on, and copies of it that were frozen in one moment.
 *
 * <p>A <em>place</em> is where a volume's directory really is: the mount it is seen through, the
 * btrfs subvolume around it, and what below it is another file system or subvolume. A {@link
 * io.holdfast.host.volume.SnapshotPlan} groups places by subvolume: one volume snapshot freezes one
 * subvolume, so volumes are one cut exactly when they are one group. What a snapshot would silently
 * leave empty (a nested subvolume, a mount) is a refusal. A {@link
 * io.holdfast.host.volume.VolumeSnapshot} is the frozen copy: for each directory, where to read it.
 *
 * <p>Snapshots are made by btrfs, or by a plug-in command ({@link
 * io.holdfast.host.volume.CommandSnapshots}). Both name them after the run that made them, so that
 * what a crash left is found, and neither touches a snapshot that it did not make. Copies by
 * reference (reflinks) are made file by file: they are live copies and have no place here.
 */
@NullMarked
package io.holdfast.host.volume;

import org.jspecify.annotations.NullMarked;
