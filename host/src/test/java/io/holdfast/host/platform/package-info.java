@NullMarked
package io.holdfast.host.platform;

import org.jspecify.annotations.NullMarked;
