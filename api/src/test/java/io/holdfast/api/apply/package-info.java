@NullMarked
package io.holdfast.api.apply;

import org.jspecify.annotations.NullMarked;
