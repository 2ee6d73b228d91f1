@NullMarked
package io.holdfast.api.platform;

import org.jspecify.annotations.NullMarked;
