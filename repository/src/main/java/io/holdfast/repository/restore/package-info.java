/**
 * Restoring: from a tree of a snapshot to files.
 *
 * <p>A <em>survey</em> walks through the tree, looks at what is in the target, and decides about
 * every entry: a <em>step</em>. A preview shows the steps in order, a run carries each out as it is
 * decided; they are never all in memory. Directories, links, fifos and devices are made while the
 * survey goes on; files are collected into <em>batches</em>. A batch knows which blobs its files
 * lack, reads them pack by pack in ranges, verifies each against its id, and writes it to every
 * place that wants it.
 *
 * <p>A file is a <em>draft</em>, under a name of its own, until all of its content and metadata are
 * there; then it takes its name, in place of what was there. So no file is ever half of one thing
 * and half of another, and a second run takes over what a first one has finished. A directory gets
 * its metadata when nothing more will change in it.
 *
 * <p>Names, links and sizes in a tree are hostile input. A <em>place</em> is a directory of the
 * target, reached only through open directories, never through a symbolic link.
 */
@NullMarked
package io.holdfast.repository.restore;

import org.jspecify.annotations.NullMarked;
