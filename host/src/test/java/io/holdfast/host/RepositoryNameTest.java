package io.holdfast.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.kind.Repository;
import io.holdfast.host.recovery.CatalogReport;
import io.holdfast.host.recovery.Rebuild;
import io.holdfast.host.repository.RepositoryClosedException;
import io.holdfast.host.run.Subject;
import io.holdfast.location.Opener;
import io.holdfast.protection.name.RepositoryName;
import io.holdfast.protection.run.Run;
import io.holdfast.schema.document.Reading;
import io.holdfast.vault.ledger.LedgerNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository that kinds call otherwise than its ledger does. */
final class RepositoryNameTest {
  @TempDir Path directory;

  private OneMachine one;
  private OneMachine other;
  private Subject shop;

  @BeforeEach
  void open() throws IOException, InterruptedException {
    one = new OneMachine(Files.createDirectory(directory.resolve("one")));
    other = new OneMachine(Files.createDirectory(directory.resolve("other")));
    one.applied(OneMachine.BOTH);
    shop = one.declared(OneMachine.gold(1, "0s") + OneMachine.shop(OneMachine.BOTH, "gold"));
    one.backedUp(shop, 2);
  }

  @AfterEach
  void close() throws IOException {
    one.close();
    other.close();
  }

  /** The documents of the shop with its repository at a place and under a name. */
  private static String documents(String name, Path place) {
    return (OneMachine.repository() + OneMachine.shop(OneMachine.BOTH))
        .replace("./repository", place.toString())
        .replace("name: main", "name: " + name);
  }

  private Subject declared(OneMachine machine, String name, Path place) throws IOException {
    assertThat(machine.apply(documents(name, place))).isInstanceOf(Reading.Read.class);
    return machine.machine().kinds().subject("shop");
  }

  private static String why(Run run) {
    var end = Objects.requireNonNull(run.end());
    assertThat(end.outcome()).isEqualTo(Run.Outcome.FAILED);
    return end.message();
  }

  private List<Path> objects() throws IOException {
    try (var files = Files.walk(one.file("repository"))) {
      return List.copyOf(
          new TreeSet<>(files.filter(path -> !path.toString().contains("locks")).toList()));
    }
  }

  @Test
  void another_machine_neither_backs_up_nor_removes_under_a_second_name() throws Exception {
    var objects = objects();
    var second = declared(other, "second", one.file("repository"));

    assertThat(other.backedUp(second).message())
        .contains("repository second at ", "is called main in its ledger", "declare it as main");
    assertThat(why(other.machine().retentions().run(second))).contains("declare it as main");
    assertThatThrownBy(() -> other.session(second, Opener.Lock.NONE))
        .isInstanceOfSatisfying(
            RepositoryClosedException.class,
            closed -> assertThat(closed.why()).isEqualTo(RepositoryClosedException.Why.MISNAMED));
    assertThat(objects()).isEqualTo(objects);
    assertThat(other.machine().catalog().points().all(named("second"), _ -> {})).isEmpty();
  }

  @Test
  void another_machine_shares_it_under_its_own_name() throws Exception {
    var same = declared(other, "main", one.file("repository"));

    assertThat(other.backedUp(same).outcome()).isEqualTo(Run.Outcome.DONE);
    assertThat(Objects.requireNonNull(one.machine().retentions().run(shop).end()).outcome())
        .isEqualTo(Run.Outcome.DONE);
  }

  @Test
  void a_second_name_on_the_same_machine_is_seen_by_the_id() throws Exception {
    // The same bytes at another place, as through a second mount; without what says the name.
    var mirror = Files.createDirectory(one.file("mirror"));
    for (var file : objects()) {
      if (!file.equals(one.file("repository")) && !file.toString().contains("/snapshots/")) {
        Files.copy(file, mirror.resolve(one.file("repository").relativize(file)));
      }
    }
    Files.createDirectories(mirror.resolve("locks"));
    var second = declared(one, "second", mirror);

    assertThatThrownBy(() -> one.session(second, Opener.Lock.NONE))
        .hasMessageContaining("is called main in the catalog")
        .hasMessageEndingWith("declare it as main");
    try (var session = one.session(shop, Opener.Lock.NONE)) {
      assertThat(new LedgerNames(session.repository()).otherThan(shop.repositoryName())).isEmpty();
    }
  }

  @Test
  void a_rebuild_under_a_second_name_changes_nothing() throws Exception {
    var objects = objects();
    Repository second = declared(other, "second", one.file("repository")).repository();
    other.machine().close();

    assertThatThrownBy(() ->
            Machine.rebuild(
                other.file("state"),
                null,
                TestEquipment.usual(),
                new Rebuild.Request(List.of(second), true)))
        .isInstanceOf(RepositoryClosedException.class)
        .hasMessageEndingWith("declare it as main");
    other.restart();

    assertThat(other.machine().kinds().all()).hasSize(2);
    assertThat(other.machine().catalog().points().all(named("second"), _ -> {})).isEmpty();
    assertThat(objects()).isEqualTo(objects);
  }

  private static RepositoryName named(String name) {
    return RepositoryName.parse(name);
  }

  @Test
  void a_comparison_says_the_name_and_no_damage() throws Exception {
    declared(other, "second", one.file("repository"));

    var compared = other.machine().verify().repositories();

    assertThat(compared)
        .singleElement()
        .isInstanceOfSatisfying(
            CatalogReport.NotRead.class,
            notRead -> assertThat(notRead.reason()).endsWith("declare it as main"));
  }
}
