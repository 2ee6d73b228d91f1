@NullMarked
package io.holdfast.server.work;

import org.jspecify.annotations.NullMarked;
