/**
 * Dumping: the content of a file, or a directory as an archive, to a stream.
 *
 * <p>One thread walks ahead through the tree and names what will be needed; workers load blobs;
 * whoever asked for the dump writes them out in order. What is on its way is bounded in bytes, so a
 * slow reader of the stream holds everything back, and a dump of any size takes the same memory;
 * but for a zip's directory at its end, which has some hundred bytes for each entry.
 *
 * <p>Each name of a hard link is dumped with its content, as restic does; sockets are left out.
 */
@NullMarked
package io.holdfast.repository.dump;

import org.jspecify.annotations.NullMarked;
