/**
 * What people write after {@code holdfast}, as far as more than one command understands it.
 *
 * <p>Names are restic's. The options here are values that picocli fills in; what they mean (where a
 * repository is, which password opens it) is found out in {@code access}. {@link
 * io.holdfast.cli.option.GlobalOptions} may stand before or after the command's name.
 */
@NullMarked
package io.holdfast.cli.option;

import org.jspecify.annotations.NullMarked;
