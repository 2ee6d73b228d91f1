/**
 * The kinds of the group {@code holdfast.dev}: documents that people declare, and views that
 * Holdfast shows.
 *
 * <p>A <em>kind</em> has metadata, a spec (what is wanted), and a status (what is). The same
 * records are read from files on one machine and are custom resources on a cluster; JSON Schema,
 * custom resource definitions and the reference are generated from them.
 */
@NullMarked
package io.holdfast.api.kind;

import org.jspecify.annotations.NullMarked;
