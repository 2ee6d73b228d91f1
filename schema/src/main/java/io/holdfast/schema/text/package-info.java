/**
 * Text to nodes and back: YAML 1.2 and JSON.
 *
 * <p>Readers refuse what is too large, too deep or too much before they build it, keys that come
 * twice, and everything after the first error of syntax; each node knows its place. In YAML a plain
 * {@code true}, {@code null} or JSON number is what it is in JSON; all else is text: {@code on},
 * {@code no} and {@code 012} have no second meaning. Writers are deterministic: equal nodes give
 * equal bytes.
 */
@NullMarked
package io.holdfast.schema.text;

import org.jspecify.annotations.NullMarked;
