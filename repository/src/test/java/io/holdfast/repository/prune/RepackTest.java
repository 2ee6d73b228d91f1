package io.holdfast.repository.prune;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.Repository;
import io.holdfast.repository.SnapshotFixture;
import io.holdfast.repository.blob.BlobCodec;
import io.holdfast.repository.blob.BlobWriter;
import io.holdfast.repository.crypto.AuthenticatedCipher;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.lock.RepositoryLock;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.pack.PackEntry;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.testkit.fact.Fact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Storing used blobs once more, beside others or at once. */
final class RepackTest {
  private static final PruneRequest TIGHT =
      PruneRequest.DEFAULT.withMaxUnused(new MaxUnused.Bytes(0));

  private final Workshop workshop = new Workshop();

  RepackTest() throws IOException {}

  @Test
  void a_repack_beside_others_leaves_only_removing_for_the_exclusive_lock() throws IOException {
    SnapshotId first = workshop.backup(Workshop.range(0, 20));
    workshop.backup(Workshop.range(10, 20));
    workshop.forget(first);
    try (Repository repository = workshop.open();
        RepositoryLock lock = SnapshotFixture.lock(repository, false)) {
      Prune prune = Workshop.prune(repository, TIGHT);
      prune.repack(((Prune.Planning.Planned) prune.plan()).plan(), lock);
    }
    workshop.requireSound();

    PrunePlan plan = workshop.plan(TIGHT);

    assertThat(plan.repacked()).isEmpty();
    assertThat(plan.removed()).isNotEmpty();
    workshop.run(TIGHT);
    workshop.requireSound();
    assertThat(workshop.plan(TIGHT).isEmpty()).isTrue();
  }

  @Test
  void packs_put_together_beside_others_win_over_those_they_were_made_of() throws IOException {
    for (int i = 0; i < 12; i++) {
      workshop.backup(i);
    }
    int before = workshop.objects(ObjectKind.PACK).size();
    PrunePlan first;
    try (Repository repository = workshop.open();
        RepositoryLock lock = SnapshotFixture.lock(repository, false)) {
      Prune prune = Workshop.prune(repository, PruneRequest.DEFAULT);
      first = ((Prune.Planning.Planned) prune.plan()).plan();
      prune.repack(first, lock);
    }

    PrunePlan second = workshop.plan(PruneRequest.DEFAULT);

    assertThat(first.repacked()).hasSize(before);
    assertThat(second.repacked()).isEmpty();
    assertThat(second.removed()).isEqualTo(first.repacked());
  }

  @Test
  void a_repack_that_was_cut_short_is_not_done_again() throws IOException {
    SnapshotId lost = workshop.backup(Workshop.range(0, 60));
    workshop.backup(Workshop.range(30, 60));
    workshop.forget(lost);
    PrunePlan whole = workshop.plan(TIGHT);
    try (Repository repository = workshop.open();
        RepositoryLock lock = SnapshotFixture.lock(repository, false)) {
      Prune prune = Workshop.prune(repository, TIGHT);
      PrunePlan plan = ((Prune.Planning.Planned) prune.plan()).plan();
      prune.repack(
          new PrunePlan(
              List.of(), List.of(), plan.repacked().subList(0, 1), List.of(), 0, plan.figures()),
          lock);
    }

    PrunePlan rest = workshop.plan(TIGHT);

    assertThat(rest.repacked()).isEqualTo(whole.repacked().subList(1, whole.repacked().size()));
    workshop.run(TIGHT);
    workshop.requireSound();
  }

  @Test
  void counts_what_was_repacked_against_the_limit() throws IOException {
    SnapshotId lost = workshop.backup(Workshop.range(0, 60));
    workshop.backup(Workshop.range(30, 60));
    workshop.forget(lost);
    PruneRequest limited = TIGHT.withMaxRepackBytes(10_000_000);
    PrunePlan plan = workshop.plan(limited);

    assertThat(limited.after(plan).maxRepackBytes())
        .isEqualTo(10_000_000 - plan.figures().repacked().bytes());
    assertThat(TIGHT.after(plan)).isEqualTo(TIGHT);
  }

  @Test
  @Fact("F16")
  void compresses_trees_that_are_not() throws IOException {
    byte[] tree = "{\"nodes\":[]}\n".getBytes(StandardCharsets.UTF_8);
    BlobId id = new BlobId(Sha256.of(tree));
    workshop.backup(1);
    try (Repository repository = workshop.open();
        BlobCodec codec = repository.newCodec();
        BlobWriter writer = repository.newWriter(BlobWriter.Settings.DEFAULT)) {
      repository.loadIndex();
      byte[] sealed;
      try (AuthenticatedCipher cipher =
          new AuthenticatedCipher(repository.key(), new SecureRandom())) {
        sealed = cipher.seal(tree);
      }
      writer.saveSealed(new PackEntry(BlobType.TREE, id, 0, sealed.length, 0), sealed, 0, codec);
      writer.flush(codec);
      workshop.snapshotOf(id);
    }
    assertThat(workshop.plan(PruneRequest.DEFAULT).repacked()).hasSize(1);

    workshop.run(PruneRequest.DEFAULT);

    workshop.requireSound();
    try (Repository repository = workshop.open()) {
      repository.loadIndex();
      assertThat(repository.index().find(BlobType.TREE, id).orElseThrow().entry().compressed())
          .isTrue();
    }
  }
}
