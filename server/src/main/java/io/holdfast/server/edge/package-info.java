/**
 * HTTP, and all that is known of the framework: connections and their bounds, TLS, bodies.
 *
 * <p>{@link io.holdfast.server.edge.HttpListener} owns the socket. Each connection is watched from
 * its first byte to its last: a head, a body or an answer that does not move on within its time
 * ends it. {@link io.holdfast.server.edge.Reception} takes a request in on the event loop, refuses
 * what it can before it reads the body, and hands the rest to a virtual thread.
 *
 * <pre>
 *   connection -- head --> Reception: path, caller, role, media type -- body, bounded --> handler
 * </pre>
 */
@NullMarked
package io.holdfast.server.edge;

import org.jspecify.annotations.NullMarked;
