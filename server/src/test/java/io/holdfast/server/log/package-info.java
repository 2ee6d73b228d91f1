@NullMarked
package io.holdfast.server.log;

import org.jspecify.annotations.NullMarked;
