package io.holdfast.host.recovery;

import static io.holdfast.host.MachineWorkshop.backedUp;
import static io.holdfast.host.MachineWorkshop.points;
import static io.holdfast.host.TestEquipment.CLOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.host.run.Restores;
import io.holdfast.protection.ledger.Entry;
import io.holdfast.protection.name.VolumeName;
import io.holdfast.protection.point.RestorePoint;
import io.holdfast.protection.restore.RestoreRequest;
import io.holdfast.protection.run.Run;
import io.holdfast.vault.ledger.SealedLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A catalog that is lost, damaged, behind or another machine's, and what comes back of it. */
final class RebuildTest extends RebuildFixture {
  @Test
  void a_deleted_catalog_comes_back_equal_and_names_what_is_not_known() throws Exception {
    var facts = facts();
    var points = points(machine);
    var kinds = machine.kinds().all();
    machine.close();
    remove(workshop.state().resolve("catalog"));
    var ofKilledRun = workshop.state().resolve("runs/shop-20261129t041500z-7f3a/overlay");
    Files.createDirectories(ofKilledRun);

    var report = rebuilt("state", false);

    assertThat(ofKilledRun.getParent()).as("nobody takes it up").doesNotExist();
    assertThat(facts()).hasSize(3).startsWith(facts.toArray(new Entry[0]));
    assertThat(points(machine)).isEqualTo(points).hasSize(2);
    assertThat(machine.kinds().all()).hasSameElementsAs(kinds);
    assertThat(report.facts()).isEqualTo(2);
    assertThat(report.points()).isEqualTo(2);
    assertThat(report.runsKept()).isFalse();
    assertThat(machine.catalog().runsLost()).isPresent();
    assertThat(report.kinds())
        .extracting(RebuildReport.TakenKind::kind)
        .containsExactly("Application");
    assertThat(report.gaps())
        .singleElement()
        .satisfies(gap -> {
          assertThat(gap.line()).isEqualTo(line);
          assertThat(gap.fact().from()).isEqualTo(facts.getLast().fact().recorded());
          assertThat(facts().getLast().fact().body()).isEqualTo(gap.fact());
        });
    assertThat(machine.verify().isSound()).isTrue();
    assertThat(machine.catalog().ledger().unsealed(line, writer(facts.getFirst()))).isEmpty();
  }

  @Test
  void what_secures_a_restore_still_does_after_a_rebuild() throws Exception {
    var request =
        (Restores.Wish)
            stored ->
                new RestoreRequest(
                    "restore-1",
                    stored.manifest(),
                    List.of(
                        new RestoreRequest.Volume(
                            VolumeName.parse("orders"),
                            directory.resolve("var/orders").toString(),
                            null)),
                    RestoreRequest.Mode.IN_PLACE,
                    List.of(),
                    List.of(),
                    null);
    var shop = machine.kinds().subject("shop");
    machine.restores().run(shop, points(machine).getFirst().id(), request, "ann");
    machine.close();
    remove(workshop.state().resolve("catalog"));

    rebuilt("state", false);

    assertThat(points(machine))
        .extracting(RestorePoint::secures)
        .containsExactly("restore-1", null, null);
    assertThat(machine.points().newestComplete(shop)).contains(points(machine).get(1));
  }

  @Test
  void a_machine_goes_on_after_a_rebuild() throws Exception {
    machine.close();
    remove(workshop.state().resolve("catalog"));
    rebuilt("state", false);

    assertThat(backedUp(machine).outcome()).isEqualTo(Run.Outcome.DONE);

    assertThat(facts())
        .hasSize(4)
        .extracting(RebuildFixture::writer)
        .containsOnly(writer(facts().getFirst()));
    assertThat(machine.verify().isSound()).isTrue();
  }

  @Test
  void a_catalog_that_is_in_use_is_not_replaced_unless_that_is_said() throws Exception {
    var facts = facts();

    assertThat(rebuild("state", repository, false)).isInstanceOf(Rebuild.Outcome.Refused.class);
    assertThat(facts()).isEqualTo(facts);

    var report = rebuilt("state", true);
    assertThat(report.gaps()).isEmpty();
    assertThat(report.kinds()).isEmpty();
    assertThat(report.runsKept()).isTrue();
    assertThat(machine.catalog().runsLost()).isEmpty();
    assertThat(facts()).isEqualTo(facts);
    assertThat(machine.catalog().runs().newest(machine.kinds().subject("shop").name(), 9))
        .hasSize(2);
  }

  private void observe(String reason) throws IOException {
    var key = key("state");
    new SealedLedger(machine.catalog().ledger(), key, CLOCK).observe(line, List.of(draft(reason)));
  }

  @Test
  void what_was_observed_and_not_sealed_outlives_a_rebuild_that_somebody_asked_for()
      throws Exception {
    observe("not sealed yet");
    var facts = facts();

    var report = rebuilt("state", true);

    assertThat(report.gaps()).isEmpty();
    assertThat(facts()).isEqualTo(facts).hasSize(3);
    assertThat(machine.catalog().ledger().unsealed(line, writer(facts.getFirst()))).isEmpty();
    assertThat(machine.verify().isSound()).isTrue();
  }

  @Test
  void changed_rows_are_as_they_were_sealed_after_a_rebuild() throws Exception {
    var facts = facts();
    machine.close();
    workshop.sql("update fact set text = replace(text, 'holdfast', 'holdfost') where sequence = 1");
    machine = workshop.start();
    assertThat(machine.verify().isSound()).isFalse();

    rebuilt("state", true);

    assertThat(facts()).isEqualTo(facts);
    assertThat(machine.verify().isSound()).isTrue();
  }

  @Test
  void a_catalog_that_does_not_open_is_kept_beside_the_new_one() throws Exception {
    var facts = facts();
    machine.close();
    var files = workshop.state().resolve("catalog");
    try (var all = Files.list(files)) {
      for (var file : all.toList()) {
        Files.writeString(file, "not a database");
      }
    }
    copy(files, workshop.state().resolve("catalog.new")); // as of a rebuild that was killed
    assertThat(workshop.rebuild("state", List.of(repository), false))
        .isInstanceOf(Rebuild.Outcome.Refused.class);

    var report = rebuilt("state", true);

    assertThat(facts()).startsWith(facts.toArray(new Entry[0]));
    assertThat(report.gaps()).hasSize(1);
    assertThat(report.warnings()).anyMatch(warning -> warning.contains("catalog.damaged"));
    assertThat(workshop.state().resolve("catalog.damaged")).isDirectory();
    assertThat(workshop.state().resolve("catalog.new")).doesNotExist();
  }

  @Test
  void a_catalog_that_is_older_than_the_repository_takes_over_and_names_the_gap() throws Exception {
    machine.close();
    copy(workshop.state().resolve("catalog"), workshop.state().resolve("older"));
    machine = workshop.start();
    backedUp(machine);
    var facts = facts();
    machine.close();
    remove(workshop.state().resolve("catalog"));
    Files.move(workshop.state().resolve("older"), workshop.state().resolve("catalog"));

    var report = rebuilt("state", true);

    assertThat(facts()).startsWith(facts.toArray(new Entry[0])).hasSize(4);
    assertThat(report.gaps()).hasSize(1);
    assertThat(points(machine)).hasSize(3);
    assertThat(machine.verify().isSound()).isTrue();
  }

  @Test
  void an_empty_machine_takes_everything_and_writes_under_its_own_key() throws Exception {
    var facts = facts();
    var points = points(machine);

    var report = rebuilt("elsewhere", false);

    assertThat(facts()).hasSize(3).startsWith(facts.toArray(new Entry[0]));
    assertThat(writer(facts().getLast())).isNotEqualTo(writer(facts.getFirst()));
    assertThat(report.gaps()).hasSize(1);
    assertThat(points(machine)).isEqualTo(points);
    assertThat(machine.kinds().subject("shop").repository()).isEqualTo(repository);
    assertThat(machine.verify().isSound()).isTrue();
  }

  @Test
  void a_repository_that_is_away_stops_the_rebuild_and_nothing_is_changed() throws Exception {
    var facts = facts();
    Files.move(directory.resolve("repository"), directory.resolve("elsewhere"));

    assertThatThrownBy(() -> rebuild("state", repository, true))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("there is no repository");

    machine = workshop.start();
    assertThat(facts()).isEqualTo(facts);
    assertThat(machine.kinds().all()).hasSize(2);
  }

  @Test
  void without_any_repository_there_is_nothing_to_rebuild_from() throws Exception {
    machine.close();
    remove(workshop.state().resolve("catalog"));

    var outcome = workshop.rebuild("state", List.of(), false);

    machine = workshop.start();
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Rebuild.Outcome.Refused.class, refused -> assertThat(refused.reason()).contains("-f"));
  }
}
