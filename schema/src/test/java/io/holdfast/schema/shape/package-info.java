@NullMarked
package io.holdfast.schema.shape;

import org.jspecify.annotations.NullMarked;
