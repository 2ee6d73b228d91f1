/** Tests of records as documents, with records of a made-up garden. */
@NullMarked
package io.holdfast.schema;

import org.jspecify.annotations.NullMarked;
