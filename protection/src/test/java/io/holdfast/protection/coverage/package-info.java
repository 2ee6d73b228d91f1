@NullMarked
package io.holdfast.protection.coverage;

import org.jspecify.annotations.NullMarked;
