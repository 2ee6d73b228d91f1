/**
 * Shapes as JSON Schema, for editors and for Kubernetes.
 *
 * <p>Two dialects say the same: JSON Schema 2020-12, which editors read, and the
 * <em>structural</em> schemas of OpenAPI 3.0 in a CustomResourceDefinition, which know no {@code
 * const}, demand a type everywhere and take rules over several fields in CEL.
 */
@NullMarked
package io.holdfast.schema.jsonschema;

import org.jspecify.annotations.NullMarked;
