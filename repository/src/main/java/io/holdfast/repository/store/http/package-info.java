/**
 * HTTP for stores: every call is bounded in time and says what failed.
 *
 * <p>A <em>call</em> is one request and its answer. Its body, if any, is sent as it is read, and
 * the answer's body is read as it arrives; neither is ever held as a whole here. {@link
 * io.holdfast.repository.store.http.Patience} says when a call is given up: nothing moved for too
 * long, or all of it moves too slowly. Time that we ourselves take (a bandwidth limit, a reader
 * that is busy) does not count.
 *
 * <p>Nothing is repeated, redirected or cached here.
 */
@NullMarked
package io.holdfast.repository.store.http;

import org.jspecify.annotations.NullMarked;
