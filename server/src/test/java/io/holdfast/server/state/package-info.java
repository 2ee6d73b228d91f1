@NullMarked
package io.holdfast.server.state;

import org.jspecify.annotations.NullMarked;
