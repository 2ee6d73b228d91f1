package io.holdfast.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.kind.Repository;
import io.holdfast.host.recovery.Rebuild;
import io.holdfast.host.repository.RepositoryClosedException;
import io.holdfast.host.run.Subject;
import io.holdfast.location.Opener;
import io.holdfast.protection.run.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another repository, or none, where the one was whose points the catalog lists. */
final class ReplacedRepositoryTest extends OnOneMachine {
  private Subject shop;

  @BeforeEach
  void prepare() throws IOException, InterruptedException {
    one.applied(OneMachine.BOTH);
    shop = one.declared(OneMachine.gold(1, "0s") + OneMachine.shop(OneMachine.BOTH, "gold"));
    one.backedUp(shop, 2);
  }

  private void lose() throws IOException {
    Files.move(one.file("repository"), one.file("lost"));
  }

  /** As somebody with the password makes it, who asks no catalog. */
  private void replace() throws IOException {
    lose();
    assertThat(TestEquipment.usual().repositories().create(shop.repository())).isTrue();
  }

  private String why(Run run) {
    var end = Objects.requireNonNull(run.end());
    assertThat(end.outcome()).isEqualTo(Run.Outcome.FAILED);
    return end.message();
  }

  @Test
  void a_run_in_it_fails_and_every_point_stays_in_the_catalog() throws Exception {
    var points = one.points(shop);
    replace();

    assertThat(why(one.machine().retentions().run(shop)))
        .contains("is another one (", ") than main of the catalog (", "correct spec.location");
    assertThat(one.backedUp(shop).message()).contains("is another one (");
    assertThat(one.points(shop)).isEqualTo(points);
    assertThatThrownBy(() -> one.session(shop, Opener.Lock.NONE))
        .isInstanceOfSatisfying(
            RepositoryClosedException.class,
            closed -> assertThat(closed.why()).isEqualTo(RepositoryClosedException.Why.REPLACED));
  }

  @Test
  void the_former_one_is_the_right_one_again() throws Exception {
    replace();
    Files.move(one.file("repository"), one.file("other"));
    Files.move(one.file("lost"), one.file("repository"));

    assertThat(one.backedUp(shop).outcome()).isEqualTo(Run.Outcome.DONE);
    assertThat(one.points(shop)).hasSize(3);
  }

  @Test
  void an_empty_one_is_not_put_in_its_place() throws Exception {
    lose();

    assertThatThrownBy(() -> one.machine().repositories().create(shop.repository()))
        .isInstanceOf(RepositoryClosedException.class)
        .hasMessageContaining("where main of the catalog (")
        .hasMessageContaining("mount or bring it back");
    assertThat(one.file("repository")).doesNotExist();
    assertThat(one.backedUp(shop).message()).contains("mount or bring it back");
  }

  @Test
  void one_that_never_had_a_point_may_be_made_elsewhere() throws Exception {
    Files.writeString(one.file("key"), "secret");
    var typo =
        OneMachine.repository()
            .replace("main", "second")
            .replace("./repository", "./repositry")
            .replace("./password", "./key");
    assertThat(one.apply(typo).mistakesFound()).isEmpty();
    assertThat(one.machine().repositories().create(second())).isTrue();
    assertThat(one.apply(typo.replace("repositry", "second")).mistakesFound()).isEmpty();

    assertThat(one.machine().repositories().create(second())).isTrue();
  }

  private Repository second() throws IOException {
    return one.machine().kinds().repository("second");
  }

  @Test
  void a_catalog_that_is_rebuilt_from_it_goes_on_with_it() throws Exception {
    replace();
    one.machine().close();

    var outcome =
        Machine.rebuild(
            one.file("state"),
            null,
            TestEquipment.usual(),
            new Rebuild.Request(List.of(shop.repository()), true));
    one.restart();

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Rebuild.Outcome.Rebuilt.class,
            rebuilt ->
                assertThat(rebuilt.report().warnings())
                    .anyMatch(warning -> warning.contains("main is another one (")));
    assertThat(one.points(shop)).isEmpty();
    assertThat(one.backedUp(shop).outcome()).isEqualTo(Run.Outcome.DONE);
    assertThat(one.points(shop)).hasSize(1);
    Files.move(one.file("repository"), one.file("other"));
    Files.move(one.file("lost"), one.file("repository"));
    assertThat(one.backedUp(shop).message()).contains("is another one (");
  }
}
