@NullMarked
package io.holdfast.host.support;

import org.jspecify.annotations.NullMarked;
