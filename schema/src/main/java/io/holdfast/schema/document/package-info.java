/**
 * Documents as people and programs write them, before anybody knows what they mean.
 *
 * <p>A <em>node</em> is a value with the place where it stands: text, numeral, flag, nothing, items
 * or entries. A <em>mistake</em> says where something is wrong, what was found there and what was
 * expected. A <em>reading</em> is a value, or all its mistakes: never a part of a value. A
 * <em>path</em> leads from a document's root to a node: {@code spec.volumes[1].path}; a key that is
 * no plain name stands as {@code labels["a.b/c"]}. <em>Bounds</em> are checked before anything is
 * allocated.
 */
@NullMarked
package io.holdfast.schema.document;

import org.jspecify.annotations.NullMarked;
