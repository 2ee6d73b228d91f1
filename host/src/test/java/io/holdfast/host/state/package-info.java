@NullMarked
package io.holdfast.host.state;

import org.jspecify.annotations.NullMarked;
