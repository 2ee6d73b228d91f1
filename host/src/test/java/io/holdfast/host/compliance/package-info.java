@NullMarked
package io.holdfast.host.compliance;

import org.jspecify.annotations.NullMarked;
