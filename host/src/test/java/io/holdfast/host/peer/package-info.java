/**
 * Real database servers and file systems that tests start, write to, copy and start again.
 *
 * <p>Servers run on the loopback interface, on a directory that the test gives, and are killed when
 * it ends. {@code tools/peers} has their programs; PostgreSQL's come from a library. A test that
 * needs a file system of its own mounts a loop file, for which it must be root.
 */
@NullMarked
package io.holdfast.host.peer;

import org.jspecify.annotations.NullMarked;
