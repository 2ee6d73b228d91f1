package io.holdfast.host.recovery;

import static io.holdfast.host.MachineWorkshop.backedUp;
import static io.holdfast.host.MachineWorkshop.points;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.apply.Source;
import io.holdfast.api.kind.Repository;
import io.holdfast.api.repository.PasswordSource;
import io.holdfast.api.repository.RepositorySpec;
import io.holdfast.api.repository.StoreLocation;
import io.holdfast.api.value.Metadata;
import io.holdfast.host.Machine;
import io.holdfast.host.MachineWorkshop;
import io.holdfast.host.TestEquipment;
import io.holdfast.host.recovery.RecoveryKits.Format;
import io.holdfast.host.run.Subject;
import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.ledger.Facts;
import io.holdfast.protection.ledger.LedgerLine;
import io.holdfast.protection.name.VolumeName;
import io.holdfast.protection.plan.Planning;
import io.holdfast.protection.restore.RestoreRequest;
import io.holdfast.protection.run.Run;
import io.holdfast.schema.document.Reading;
import io.holdfast.vault.kit.KitText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kit that is written, and a machine that comes back from it. */
final class RecoveryKitsTest {
  @TempDir Path directory;

  private MachineWorkshop workshop;
  private Machine machine;
  private Subject shop;

  @BeforeEach
  void open() throws Exception {
    workshop = new MachineWorkshop(directory);
    machine = workshop.start();
    shop = workshop.applied(machine);
    backedUp(machine);
  }

  @AfterEach
  void close() throws Exception {
    machine.close();
  }

  private RecoveryKits.Outcome export(Path file, Format format) throws Exception {
    return machine
        .kits()
        .export(
            new RecoveryKits.Request(
                shop.repository(), List.of(shop), new TreeMap<>(Map.of(file, format))));
  }

  private List<FactBody.KitExported> remembered() throws IOException {
    return Facts.known(
            machine.catalog().ledger().read(LedgerLine.of(shop.repositoryName())), Instant.MAX)
        .bodies(FactBody.KitExported.class);
  }

  @Test
  void a_kit_is_for_its_owner_alone_and_that_it_was_made_is_a_sealed_fact() throws Exception {
    var file = directory.resolve("kit.html");

    var outcome = export(file, Format.PAGE);

    assertThat(outcome).isInstanceOf(RecoveryKits.Outcome.Exported.class);
    var exported = (RecoveryKits.Outcome.Exported) outcome;
    assertThat(exported.warnings()).isEmpty();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(file).content().contains("correct horse", exported.fingerprint(), "<svg");
    assertThat(remembered()).containsExactly(new FactBody.KitExported(exported.fingerprint()));
    assertThat(machine.verify().isSound()).isTrue();
  }

  @Test
  void a_kit_is_not_written_into_what_it_is_to_restore() throws Exception {
    Files.createSymbolicLink(directory.resolve("way"), directory.resolve("var/orders"));

    for (var place : List.of("var/images", "way", "state", "repository")) {
      var file = directory.resolve(place).resolve("kit.txt");

      assertThat(export(file, Format.TEXT)).isInstanceOf(RecoveryKits.Outcome.Refused.class);

      assertThat(file).doesNotExist();
    }
    assertThat(remembered()).isEmpty();
  }

  @Test
  void a_kit_overwrites_nothing() throws Exception {
    var file = Files.writeString(directory.resolve("kit.txt"), "the former one");

    assertThat(export(file, Format.TEXT))
        .isInstanceOfSatisfying(
            RecoveryKits.Outcome.Refused.class,
            refused -> assertThat(refused.reason()).contains("is there already"));

    assertThat(file).hasContent("the former one");
    assertThat(remembered()).isEmpty();
  }

  @Test
  void of_several_files_none_stays_when_one_cannot_be_written() throws Exception {
    var page = directory.resolve("kit.html");
    var tooLong = directory.resolve("l".repeat(300));
    var files = new TreeMap<>(Map.of(page, Format.PAGE, tooLong, Format.TEXT));

    assertThatThrownBy(() ->
            machine
                .kits()
                .export(new RecoveryKits.Request(shop.repository(), List.of(shop), files)))
        .isInstanceOf(IOException.class);

    assertThat(page).doesNotExist();
  }

  @Test
  void a_key_that_lies_inside_what_it_protects_is_told() throws Exception {
    Files.move(directory.resolve("password"), directory.resolve("var/orders/password"));
    Files.createSymbolicLink(
        directory.resolve("password"), directory.resolve("var/orders/password"));

    var outcome = export(directory.resolve("kit.txt"), Format.TEXT);

    assertThat(((RecoveryKits.Outcome.Exported) outcome).warnings())
        .singleElement()
        .asString()
        .contains("volume orders of shop");
  }

  /** The machine burns: its state, its volumes, its key. The repository and the kit are left. */
  private void burn() throws Exception {
    machine.close();
    for (var lost : List.of("state", "var", "password")) {
      try (var files = Files.walk(directory.resolve(lost))) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private LostMachine.Found found(Path kitFile) throws Exception {
    var kit = KitText.read("kit", Files.readAllBytes(kitFile));
    var key = Files.writeString(directory.resolve("key"), kit.access().password());
    var spec =
        new RepositorySpec(
            StoreLocation.parse(kit.access().location()),
            new PasswordSource(key.toString(), null, List.of()),
            null,
            shop.repository().spec().limits(),
            RepositorySpec.Compression.AUTO,
            shop.repository().spec().cache());
    return new LostMachine(TestEquipment.usual().repositories())
        .look(new Repository(Metadata.of("recovery"), spec, null));
  }

  private Rebuild.Outcome rebuild(List<Repository> declared) throws Exception {
    return workshop.rebuild("state", declared, false);
  }

  private void restoreNewest() throws Exception {
    var subject = machine.kinds().subject("shop");
    var volumes = new ArrayList<RestoreRequest.Volume>();
    for (var volume : subject.application().spec().volumes()) {
      volumes.add(new RestoreRequest.Volume(VolumeName.parse(volume.name()), volume.path(), null));
    }
    Files.createDirectories(directory.resolve("var"));
    var planning =
        machine
            .restores()
            .run(
                subject,
                points(machine).getFirst().id(),
                stored ->
                    new RestoreRequest(
                        "restore-1",
                        stored.manifest(),
                        volumes,
                        RestoreRequest.Mode.SWAP,
                        List.of(),
                        List.of(),
                        null),
                "tester");
    assertThat(planning).isInstanceOf(Planning.Planned.class);
    assertThat(Objects.requireNonNull(((Planning.Planned<Run>) planning).plan().end()).outcome())
        .isEqualTo(Run.Outcome.DONE);
  }

  @Test
  void an_empty_machine_restores_the_application_from_repository_and_kit_alone() throws Exception {
    var kit = directory.resolve("kit.json");
    export(kit, Format.JSON);
    burn();

    var found = found(kit);
    assertThat(found.points()).hasSize(1);
    assertThat(rebuild(found.repositories())).isInstanceOf(Rebuild.Outcome.Rebuilt.class);
    machine = workshop.start();
    restoreNewest();

    assertThat(directory.resolve("var/orders/one")).hasContent("first");
    assertThat(directory.resolve("var/images/a.png")).hasContent("picture");
    assertThat(backedUp(machine).outcome()).isEqualTo(Run.Outcome.DONE);
    assertThat(machine.verify().isSound()).isTrue();
  }

  @Test
  void the_kinds_of_a_lost_machine_can_be_applied_before_its_catalog_comes_back() throws Exception {
    var kit = directory.resolve("kit.json");
    export(kit, Format.JSON);
    burn();

    var sources = new ArrayList<Source>();
    for (var file : found(kit).write(directory.resolve("kinds"))) {
      sources.add(
          new Source(file.toString(), directory.resolve("kinds"), Files.readAllBytes(file)));
    }
    machine = workshop.start();
    assertThat(machine.kinds().apply(sources, "ann", false)).isInstanceOf(Reading.Read.class);
    machine.close();
    var outcome = rebuild(List.of());
    machine = workshop.start();

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Rebuild.Outcome.Rebuilt.class,
            rebuilt -> {
              assertThat(rebuilt.report().kinds()).isEmpty();
              assertThat(rebuilt.report().gaps())
                  .extracting(RebuildReport.Gap::line)
                  .containsExactly(LedgerLine.of(shop.repositoryName()), shop.line());
            });
    restoreNewest();
    assertThat(directory.resolve("var/orders/one")).hasContent("first");
  }
}
