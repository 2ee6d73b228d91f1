@NullMarked
package io.holdfast.schema.bind;

import org.jspecify.annotations.NullMarked;
