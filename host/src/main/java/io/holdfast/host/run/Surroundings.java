package io.holdfast.host.run;

import io.holdfast.catalog.Catalog;
import io.holdfast.host.repository.Repositories;
import io.holdfast.host.state.StateDirectory;
import io.holdfast.repository.snapshot.SnapshotAuthor;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What every run needs of this machine.
 *
 * @param author of all snapshots
 * @param random tells runs of one second apart
 * @param fstab says what should be mounted
 */
public record Surroundings(
    Repositories repositories,
    Catalog catalog,
    StateDirectory state,
    SnapshotAuthor author,
    InstantSource clock,
    RandomGenerator random,
    Path fstab) {}
