/** What is known of this machine, put together as evidence that promises are compared with. */
@NullMarked
package io.holdfast.host.compliance;

import org.jspecify.annotations.NullMarked;
