package io.holdfast.repository.forget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.Repository;
import io.holdfast.repository.SnapshotFixture;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.lock.RepositoryLock;
import io.holdfast.repository.store.LocalObjectStore;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.repository.store.RefusedException;
import io.holdfast.repository.store.http.Patience;
import io.holdfast.repository.store.rest.RestLocation;
import io.holdfast.repository.store.rest.RestObjectStore;
import io.holdfast.testkit.peer.RestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forgetting where the server removes nothing. */
final class AppendOnlyForgetIT {
  @TempDir private Path directory;

  @Test
  void says_which_snapshot_stays_and_that_the_server_only_appends() throws IOException {
    SnapshotId id;
    SnapshotFixture fixture = new SnapshotFixture(new LocalObjectStore(directory));
    try (SnapshotFixture.Batch batch = fixture.batch()) {
      id = batch.snapshot(batch.tree());
    }
    try (RestServer server = RestServer.start(directory, "--append-only");
        ObjectStore store =
            RestObjectStore.open(RestLocation.parse(server.repository()), Patience.DEFAULT, null);
        Repository repository = SnapshotFixture.open(store);
        RepositoryLock lock = SnapshotFixture.lock(repository, true)) {
      List<SnapshotId> removed = new ArrayList<>();
      ForgetExecutor executor = new ForgetExecutor(repository, lock, InstantSource.system());

      assertThatThrownBy(() -> executor.remove(List.of(id), removed::add))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("cannot delete snapshots/" + id)
          .hasMessageEndingWith("the user may not do this, or the server only appends");
      assertThat(removed).isEmpty();
      assertThat(repository.snapshots().ids()).containsExactly(id);
    }
  }
}
