package io.holdfast.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.host.retention.PolicyChanges.Effect;
import io.holdfast.host.retention.PolicyChanges.Waiting;
import io.holdfast.host.run.Subject;
import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.name.PolicyName;
import io.holdfast.protection.plan.Planning;
import io.holdfast.protection.safeguard.Administrators;
import io.holdfast.protection.safeguard.Weakening;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Policies from when they are applied until retention goes by them. */
final class PolicyChangesTest extends OnOneMachine {
  private Subject declared(int last, String delay) throws IOException {
    return one.declared(OneMachine.gold(last, delay) + OneMachine.shop(OneMachine.BOTH, "gold"));
  }

  private Effect recorded(Subject shop) throws IOException, InterruptedException {
    var effects = one.machine().policies().record(List.of(shop));
    assertThat(effects).hasSize(1);
    return effects.getFirst();
  }

  private Waiting waits(Subject shop) throws IOException, InterruptedException {
    var effect = recorded(shop);
    assertThat(effect).isInstanceOf(Effect.Waits.class);
    return ((Effect.Waits) effect).waiting();
  }

  private int left(Subject shop) throws IOException, InterruptedException {
    var run = one.machine().retentions().run(shop);
    assertThat(run.end()).isNotNull();
    return one.points(shop).size();
  }

  /** A shop that keeps five points and has three. */
  private Subject shop(String delay) throws IOException, InterruptedException {
    var shop = declared(5, delay);
    assertThat(recorded(shop)).isInstanceOf(Effect.InForce.class);
    one.backedUp(shop, 3);
    return shop;
  }

  @Test
  void a_policy_that_keeps_less_waits_and_removes_nothing_meanwhile() throws Exception {
    shop("24h");
    var shop = declared(1, "24h");

    var waiting = waits(shop);

    assertThat(waiting.shrinkage().parts()).containsExactly("last 5 becomes 1");
    assertThat(waiting.standing()).isInstanceOf(Weakening.Standing.Waits.class);
    assertThat(waiting.change().policy()).isEqualTo(PolicyName.parse("gold"));
    assertThat(one.machine().policies().waiting(shop))
        .hasValueSatisfying(known -> assertThat(known.change()).isEqualTo(waiting.change()));
    assertThat(left(shop)).isEqualTo(3);
  }

  @Test
  void applied_again_it_is_recorded_once_and_goes_on_waiting() throws Exception {
    shop("24h");
    var shop = declared(1, "24h");
    waits(shop);

    assertThat(one.machine().policies().record(List.of(shop))).isEmpty();
    assertThat(one.facts(shop, FactBody.PolicyChanged.class)).hasSize(2);
  }

  @Test
  void a_policy_that_keeps_more_is_in_force_at_once() throws Exception {
    shop("24h");

    assertThat(recorded(declared(9, "24h"))).isInstanceOf(Effect.InForce.class);
  }

  @Test
  void a_shorter_delay_waits_for_the_longer_one() throws Exception {
    shop("24h");
    declared(5, "0s");
    var shop = declared(5, "0s");
    assertThat(waits(shop).shrinkage().parts()).containsExactly("destructive delay 24h becomes 0s");
    shop = declared(1, "0s");
    waits(shop);

    assertThat(left(shop)).isEqualTo(3);
  }

  @Test
  void without_a_delay_it_is_in_force_at_once() throws Exception {
    shop("0s");
    var shop = declared(1, "0s");

    assertThat(recorded(shop)).isInstanceOf(Effect.InForce.class);
    assertThat(left(shop)).isEqualTo(1);
  }

  @Test
  void another_policy_for_points_that_had_none_waits() throws Exception {
    // Long before: a first policy may be sealed a little after the first cut, by another clock.
    one.setClock(InstantSource.offset(InstantSource.system(), Duration.ofMinutes(-10)));
    one.backedUp(one.applied(OneMachine.BOTH), 2);
    one.setClock(InstantSource.system());
    var shop = declared(1, "24h");

    assertThat(waits(shop).shrinkage().parts())
        .containsExactly("everything was kept, now rules say what stays");
    assertThat(left(shop)).isEqualTo(2);
  }

  @Test
  void while_the_repository_is_away_nothing_begins_to_wait() throws Exception {
    shop("24h");
    Files.move(one.file("repository"), one.file("away"));
    assertThat(
            one.apply(
                    OneMachine.repository()
                        + OneMachine.gold(1, "24h")
                        + OneMachine.shop(OneMachine.BOTH, "gold"))
                .mistakesFound())
        .isEmpty();
    var shop = one.machine().kinds().subject("shop");

    assertThat(recorded(shop)).isInstanceOf(Effect.NotSealed.class);
    assertThat(one.facts(shop, FactBody.PolicyChanged.class)).hasSize(1);

    Files.move(one.file("away"), one.file("repository"));
    assertThat(left(shop)).isEqualTo(3);
    assertThat(one.facts(shop, FactBody.PolicyChanged.class)).hasSize(2);
    assertThat(one.machine().policies().waiting(shop))
        .as("whoever applied it has asked for it, not whoever could seal it")
        .hasValueSatisfying(waiting -> assertThat(waiting.asked().by()).isEqualTo("mallory"));
  }

  @Test
  void whoever_only_gave_the_policy_another_name_has_not_asked_for_what_it_says_later()
      throws Exception {
    shop("24h");
    var lead = OneMachine.gold(5, "24h").replace("name: gold", "name: lead");
    one.apply(OneMachine.repository() + lead + OneMachine.shop(OneMachine.BOTH, "lead"), "bob");
    assertThat(recorded(one.machine().kinds().subject("shop"))).isInstanceOf(Effect.InForce.class);

    one.apply(OneMachine.repository() + lead.replace("last: 5", "last: 1"), "mallory");

    assertThat(waits(one.machine().kinds().subject("shop")).asked().by()).isEqualTo("mallory");
  }

  @Test
  void whoever_changes_something_else_has_not_asked_for_what_was_asked_before() throws Exception {
    one.close();
    one = new OneMachine(directory, Administrators.SEVERAL);
    shop("24h");
    Files.move(one.file("repository"), one.file("away"));
    one.apply(OneMachine.repository() + OneMachine.gold(1, "24h"), "mallory");
    one.apply(
        OneMachine.repository()
            + OneMachine.gold(1, "24h")
            + "  schedule: { cron: \"30 2 * * *\" }\n",
        "bob");
    Files.move(one.file("away"), one.file("repository"));
    var shop = one.machine().kinds().subject("shop");

    var waiting = waits(shop);

    assertThat(waiting.asked().by()).isEqualTo("mallory");
    assertThat(one.machine().policies().approve(shop, waiting.change().fact(), "mallory"))
        .isInstanceOf(Planning.Refused.class);
  }

  @Test
  void terms_that_are_not_applied_any_more_are_not_recorded() throws Exception {
    var before = shop("24h");
    var mallorys = declared(1, "24h");
    one.apply(OneMachine.repository() + OneMachine.gold(4, "24h"), "bob");

    one.machine().policies().record(List.of(mallorys));

    assertThat(one.facts(before, FactBody.PolicyChanged.class)).hasSize(1);
  }

  @Test
  void whoever_changed_the_policy_or_made_the_application_follow_another_has_asked()
      throws Exception {
    shop("24h");
    var less = OneMachine.gold(1, "24h");
    one.apply(OneMachine.repository() + less.replace("name: gold", "name: lead"), "ann");

    one.apply(OneMachine.repository() + OneMachine.shop(OneMachine.BOTH, "lead"), "bob");
    assertThat(waits(one.machine().kinds().subject("shop")).asked().by()).isEqualTo("bob");

    var least = less.replace("name: gold", "name: lead").replace("last: 1", "last: 2");
    one.apply(OneMachine.repository() + least, "ann");
    assertThat(waits(one.machine().kinds().subject("shop")).asked().by()).isEqualTo("ann");
  }

  @Test
  void the_plan_goes_by_what_was_applied_and_is_not_sealed_yet() throws Exception {
    var shop = declared(1, "24h");
    one.backedUp(shop, 1);
    shop = declared(1, "0s");

    var plan = one.machine().retentions().plan(shop);

    assertThat(one.facts(shop, FactBody.PolicyChanged.class)).hasSize(1);
    one.machine().retentions().run(shop);
    assertThat(plan.kept()).hasSize(1);
    assertThat(one.facts(shop, FactBody.PolicyChanged.class)).hasSize(2);
  }

  @Test
  void only_somebody_else_agrees_and_only_to_what_he_saw() throws Exception {
    one.close();
    one = new OneMachine(directory, Administrators.SEVERAL);
    shop("0s");
    var shop = declared(1, "0s");
    var seen = waits(shop);
    assertThat(seen.standing()).isInstanceOf(Weakening.Standing.NeedsApproval.class);
    var policies = one.machine().policies();

    var change = seen.change().fact();
    assertThat(policies.approve(shop, change, "mallory")).isInstanceOf(Planning.Refused.class);
    assertThat(left(shop)).isEqualTo(3);
    assertThat(policies.approve(shop, change, "ben")).isInstanceOf(Planning.Planned.class);
    assertThat(left(shop)).isEqualTo(1);
    assertThat(policies.approve(shop, change, "ben")).isInstanceOf(Planning.Refused.class);
  }

  @Test
  void agreed_to_it_waits_for_the_delay_all_the_same_and_once_is_enough() throws Exception {
    one.close();
    one = new OneMachine(directory, Administrators.SEVERAL);
    shop("24h");
    var shop = declared(1, "24h");
    var seen = waits(shop);
    var policies = one.machine().policies();

    var first = policies.approve(shop, seen.change().fact(), "ben");
    var again = policies.approve(shop, seen.change().fact(), "cleo");

    assertThat(first).isInstanceOf(Planning.Planned.class);
    assertThat(((Planning.Planned<Weakening.Standing>) first).plan())
        .isInstanceOf(Weakening.Standing.Waits.class);
    assertThat(again).isEqualTo(first);
    assertThat(one.facts(shop, FactBody.PolicyApproved.class)).hasSize(1);
    assertThat(left(shop)).isEqualTo(3);
  }
}
