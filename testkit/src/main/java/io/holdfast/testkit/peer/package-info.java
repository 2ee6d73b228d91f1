/**
 * Real programs of others, started for a test.
 *
 * <p>A <em>peer</em> is a program that Holdfast is compared or connected with: another backup tool,
 * an S3 server, a REST server. {@code tools/peers} keeps them in one private directory; {@link
 * io.holdfast.testkit.peer.Peer} asks it where one is. A <em>program</em> is a command line with
 * its environment, as a value; running it to its end gives what it <em>finished</em> with, starting
 * it gives a <em>running program</em>. A <em>server</em> is a running program on a free port of the
 * loopback interface, with a directory of its own that is deleted on close.
 *
 * <p>Nothing here reads what a peer prints: that is the test's business. A peer that is absent
 * fails the test and never skips it.
 */
@NullMarked
package io.holdfast.testkit.peer;

import org.jspecify.annotations.NullMarked;
