/**
 * What is written on a record so that documents can be read into it.
 *
 * <p>Most is read off the record itself: names, order and types of components; a component that is
 * {@code @Nullable} may be absent, an absent list or map is empty, all else is required unless it
 * has a {@code @Default}. Annotations add what Java's types cannot say.
 */
@NullMarked
package io.holdfast.schema.annotation;

import org.jspecify.annotations.NullMarked;
