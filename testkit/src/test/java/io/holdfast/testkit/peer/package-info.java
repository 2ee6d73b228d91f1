@NullMarked
package io.holdfast.testkit.peer;

import org.jspecify.annotations.NullMarked;
