/**
 * Records as documents: one description of a record drives everything that is written and read.
 *
 * <p>{@link io.holdfast.schema.Documents} reads what people write, YAML or JSON, with the place of
 * every mistake; {@link io.holdfast.schema.Json} writes and reads what programs exchange and store,
 * in canonical form. Below them: text becomes nodes ({@code text}), nodes become records along
 * shapes ({@code bind}), shapes come from records ({@code shape}) and their annotations, and are
 * also written as JSON Schema ({@code jsonschema}).
 *
 * <pre>
 *   bytes -- text --> nodes -- bind, along the record's shape --> record
 * </pre>
 */
@NullMarked
package io.holdfast.schema;

import org.jspecify.annotations.NullMarked;
