/**
 * What is done before and after a disaster: the catalog is verified and rebuilt, the way back is
 * written down.
 */
@NullMarked
package io.holdfast.cli.recovery;

import org.jspecify.annotations.NullMarked;
