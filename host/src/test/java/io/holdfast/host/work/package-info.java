@NullMarked
package io.holdfast.host.work;

import org.jspecify.annotations.NullMarked;
