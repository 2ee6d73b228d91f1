@NullMarked
package io.holdfast.server.resource;

import org.jspecify.annotations.NullMarked;
