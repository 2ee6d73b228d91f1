@NullMarked
package io.holdfast.api.point;

import org.jspecify.annotations.NullMarked;
