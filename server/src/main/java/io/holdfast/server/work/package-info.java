/** What is under way while the server ends: counted, and waited for. */
@NullMarked
package io.holdfast.server.work;

import org.jspecify.annotations.NullMarked;
