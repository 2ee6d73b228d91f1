@NullMarked
package io.holdfast.api.kind;

import org.jspecify.annotations.NullMarked;
