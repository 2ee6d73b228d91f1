@NullMarked
package io.holdfast.host.coverage;

import org.jspecify.annotations.NullMarked;
