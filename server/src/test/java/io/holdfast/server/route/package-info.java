@NullMarked
package io.holdfast.server.route;

import org.jspecify.annotations.NullMarked;
