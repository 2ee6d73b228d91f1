/**
 * The state directory: what this machine keeps between two starts.
 *
 * <p>It has the embedded catalog, the key by which this machine signs the ledger, and for each run
 * a directory for what hooks add. One process at a time has it. All of it may be lost: points and
 * decisions are in the repository, kinds in files, and a new key makes a new writer.
 */
@NullMarked
package io.holdfast.host.state;

import org.jspecify.annotations.NullMarked;
