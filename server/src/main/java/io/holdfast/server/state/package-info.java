/**
 * The state directory: what a server keeps on its machine beside the repository.
 *
 * <pre>
 *   lock         who owns the directory: the file is locked, and holds that process's number
 *   server.json  where the server is reached, while it runs; stale after a crash, and then harmless
 *   token        the admin token of this machine's command line
 *   tokens.json  what is kept of every token
 * </pre>
 *
 * <p>The directory and all in it are for their owner only.
 */
@NullMarked
package io.holdfast.server.state;

import org.jspecify.annotations.NullMarked;
