/**
 * The catalog: the ledger and what follows from it as rows, in H2 on one machine or in PostgreSQL.
 *
 * <p>Nothing in it is the only copy of anything but observations of the last minutes: facts are
 * sealed into the repository, points are there by their manifests, kinds come from files. So the
 * catalog may be deleted and is rebuilt; what was not sealed yet is then named as a gap.
 *
 * <p>{@link io.holdfast.catalog.Catalog} opens the database and brings its tables up to date; each
 * kind of rows has a class of its own, which takes and gives values of {@code protection}.
 */
@NullMarked
package io.holdfast.catalog;

import org.jspecify.annotations.NullMarked;
