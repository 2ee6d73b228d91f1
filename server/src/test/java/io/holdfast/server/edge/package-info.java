@NullMarked
package io.holdfast.server.edge;

import org.jspecify.annotations.NullMarked;
