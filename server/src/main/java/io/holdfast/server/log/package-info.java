/** What a server tells whoever keeps it: one line for each thing, on standard error. */
@NullMarked
package io.holdfast.server.log;

import org.jspecify.annotations.NullMarked;
