/**
 * {@code ./holdfast demo}: a shop with a real PostgreSQL and a directory of files is protected,
 * damaged, restored and compared, on this machine, with nothing installed first.
 *
 * <p>The {@link io.holdfast.demo.Demo story} is played, not narrated. Customers order all the time;
 * each keeps a <em>receipt</em> of what the database confirmed to him. The <em>cut</em> is a
 * PostgreSQL base backup: everything that was confirmed before it ended must be in the restored
 * database, nothing may be half there. Files are compared by an <em>inventory</em> that shares no
 * code with the engine. What must be true is a <em>claim</em>; one that fails makes the program end
 * with 1.
 *
 * <p>Holdfast itself is called as a person would call it: by its command line.
 */
@NullMarked
package io.holdfast.demo;

import org.jspecify.annotations.NullMarked;
