@NullMarked
package io.holdfast.schema.text;

import org.jspecify.annotations.NullMarked;
