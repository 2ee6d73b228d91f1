/** Commands that look into snapshots: {@code ls}, {@code find}, {@code diff}, {@code stats}. */
@NullMarked
package io.holdfast.cli.browse;

import org.jspecify.annotations.NullMarked;
