@NullMarked
package io.holdfast.host.policy;

import org.jspecify.annotations.NullMarked;
