@NullMarked
package io.holdfast.api.value;

import org.jspecify.annotations.NullMarked;
