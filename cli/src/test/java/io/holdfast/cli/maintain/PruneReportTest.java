package io.holdfast.cli.maintain;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.id.PackId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.prune.Prune;
import io.holdfast.repository.prune.PruneFigures;
import io.holdfast.repository.prune.PrunePlan;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of a prune in two parts, between which others went on. */
final class PruneReportTest {
  private static final PackId UNUSED = pack(1);
  private static final PackId PARTLY_USED = pack(2);
  private static final PackId USED_AGAIN = pack(3);
  private static final PackId STRAY = pack(4);

  private static final Prune.Repacked REPACKED = new Prune.Repacked(400, List.of(pack(5)));

  private static final PrunePlan FIRST =
      plan(List.of(), List.of(UNUSED), List.of(PARTLY_USED, USED_AGAIN), 5);

  @Test
  void what_was_repacked_before_it_was_removed_is_not_told_as_unused() {
    PrunePlan done = plan(List.of(STRAY), List.of(UNUSED, PARTLY_USED), List.of(), 7);

    PruneReport report = PruneReport.of(FIRST, done, REPACKED, new Prune.Report(3, 900, 0));

    assertThat(report.packs()).isEqualTo(new PruneReport.Packs(1, 1, 1, 6));
    assertThat(report.bytes().freed()).isEqualTo(500);
    assertThat(report.bytes().added()).isEqualTo(400);
  }

  @Test
  void what_had_to_be_repacked_once_more_counts_as_repacked() {
    PrunePlan done = plan(List.of(), List.of(UNUSED, PARTLY_USED), List.of(USED_AGAIN), 6);

    PruneReport report = PruneReport.of(FIRST, done, REPACKED, new Prune.Report(3, 900, 100));

    assertThat(report.packs()).isEqualTo(new PruneReport.Packs(1, 2, 0, 5));
  }

  @Test
  void more_may_have_been_added_than_went() {
    PrunePlan done = plan(List.of(), List.of(), List.of(), 8);

    PruneReport report = PruneReport.of(FIRST, done, REPACKED, new Prune.Report(0, 0, 0));

    assertThat(report.packs()).isEqualTo(new PruneReport.Packs(0, 0, 0, 7));
    assertThat(report.bytes().freed()).isEqualTo(-400);
  }

  private static PrunePlan plan(
      List<PackId> unindexed, List<PackId> removed, List<PackId> repacked, int kept) {
    PruneFigures.Amount none = new PruneFigures.Amount(0, 0);
    return new PrunePlan(
        unindexed,
        removed,
        repacked,
        List.of(),
        kept,
        new PruneFigures(none, none, none, none, none, none, new PruneFigures.OneSided(0, 0)));
  }

  private static PackId pack(int number) {
    return new PackId(Sha256.of(new byte[] {(byte) number}));
  }
}
