/**
 * The command {@code doctor}: looks at what is around the program, and says what is amiss and how
 * to mend it. Each {@link io.holdfast.cli.doctor.Finding} is about one thing.
 */
@NullMarked
package io.holdfast.cli.doctor;

import org.jspecify.annotations.NullMarked;
