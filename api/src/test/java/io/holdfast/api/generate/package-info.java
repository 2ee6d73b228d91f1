@NullMarked
package io.holdfast.api.generate;

import org.jspecify.annotations.NullMarked;
