@NullMarked
package io.holdfast.host.measure;

import org.jspecify.annotations.NullMarked;
