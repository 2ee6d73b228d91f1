@NullMarked
package io.holdfast.protection.compliance;

import org.jspecify.annotations.NullMarked;
