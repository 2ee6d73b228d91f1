/**
 * What the API answers: from a request, a value, to a response, a value. No framework is known
 * here.
 *
 * <p>A <em>route</em> is a method and a path pattern, the role that it needs, what body it takes,
 * and a handler. {@link io.holdfast.server.route.Routes} is the table of all of them. A handler
 * runs on a virtual thread of its own and may wait; what it cannot do it says with a {@link
 * io.holdfast.server.route.RefusedException}, whose {@link io.holdfast.api.platform.Problem} is
 * answered as RFC 9457 says.
 */
@NullMarked
package io.holdfast.server.route;

import org.jspecify.annotations.NullMarked;
