/** What a Repository says: where restore points are kept, and who opens it. */
@NullMarked
package io.holdfast.api.repository;

import org.jspecify.annotations.NullMarked;
