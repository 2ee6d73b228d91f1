/**
 * The state directory: what this machine keeps between two starts.
 *
 * <pre>
 *   lock         who has the directory: the file is locked, and holds that process's number
 *   catalog/     the embedded catalog
 *   begun        there once the catalog had anything, with its id: then an empty one is a lost one,
 *                and one with another id is another one
 *   writer.key   the key by which this machine signs the ledger
 *   runs/        for each run a directory for what hooks add
 *   server.json  where the server is reached, while it runs
 *   token        the admin token of this machine's command line
 *   tokens.json  what is kept of every token
 * </pre>
 *
 * <p>The directory and all in it are for their owner only, and for one process at a time. All of it
 * may be lost: points and decisions are in the repository, kinds in files, a new key makes a new
 * writer, and tokens are issued again.
 */
@NullMarked
package io.holdfast.host.state;

import org.jspecify.annotations.NullMarked;
