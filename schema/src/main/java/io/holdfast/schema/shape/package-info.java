/**
 * Descriptions of documents, derived from records.
 *
 * <p>A <em>shape</em> says what a node must look like to become a value of a type. {@link
 * io.holdfast.schema.shape.Shapes} derives it once for each type; reading, writing, JSON Schema and
 * the reference all follow the same shape, so they cannot disagree. Component types are {@code
 * String}, {@code int}, {@code long}, {@code boolean}, {@code Instant}, {@code Duration}, {@code
 * LocalDate}, {@code ZoneId}, enums, {@code List}, {@code Map} from text, records, sealed
 * interfaces of records, and types that are {@code @AsText}. A <em>case</em> of a sealed interface
 * is an object with one field: the case's name, in lower camel case.
 */
@NullMarked
package io.holdfast.schema.shape;

import org.jspecify.annotations.NullMarked;
