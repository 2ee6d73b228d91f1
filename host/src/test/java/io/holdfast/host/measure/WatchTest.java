package io.holdfast.host.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What takes too long for a scrape, and is told by the next one. */
final class WatchTest extends MeasuredMachine {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void a_store_is_reached_or_not_and_a_scrape_tells_what_the_last_probe_saw() throws Exception {
    var watch = small.machine().measurements().watch();
    watch.probe(PATIENCE);

    var reached = Objects.requireNonNull(measured().repositories().getFirst().probe());
    assertThat(reached.reached()).isTrue();
    assertThat(Objects.requireNonNull(reached.clockDifference()).abs())
        .isLessThan(Duration.ofMinutes(1));

    Files.move(directory.resolve("repository"), directory.resolve("unmounted"));
    Files.createDirectories(directory.resolve("repository"));
    assertThat(measured().repositories().getFirst().probe()).isEqualTo(reached);
    watch.probe(PATIENCE);
    assertThat(Objects.requireNonNull(measured().repositories().getFirst().probe()).reached())
        .isFalse();
  }

  @Test
  void a_clock_that_is_off_is_told_by_how_much() throws Exception {
    small.pass(Duration.ofHours(-1));

    small.machine().measurements().watch().probe(PATIENCE);

    var probe = Objects.requireNonNull(measured().repositories().getFirst().probe());
    assertThat(Objects.requireNonNull(probe.clockDifference()))
        .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
  }

  @Test
  void a_forgotten_directory_is_named_and_stays_named_while_its_disk_is_away() throws Exception {
    Files.createDirectories(directory.resolve("srv/blog"));
    var blog = directory.resolve("srv/blog").toString();
    var watch = small.machine().measurements().watch();
    watch.survey();
    var first = Objects.requireNonNull(measured().coverage());
    assertThat(first.unprotected()).containsExactly(blog);
    assertThat(first.checked()).isNotNull();

    Files.move(directory.resolve("srv"), directory.resolve("away"));
    small.pass(Duration.ofHours(1));
    watch.survey();
    assertThat(measured().coverage()).isEqualTo(first);

    Files.move(directory.resolve("away"), directory.resolve("srv"));
    Files.delete(directory.resolve("srv/blog"));
    watch.survey();
    assertThat(Objects.requireNonNull(measured().coverage()).unprotected()).isEmpty();
  }

  @Test
  void a_fact_that_was_changed_after_it_was_read_is_found_by_the_watch() throws Exception {
    small.backedUp("shop");
    assertThat(shop().ledger().flaws()).isZero();
    tamper("update fact set text = replace(text, 'shop', 'shoq') where sequence = 1");

    assertThat(shop().ledger().flaws()).isZero();
    small.machine().measurements().watch().verify();

    assertThat(shop().ledger().flaws()).isEqualTo(1);
    assertThat(small.machine().measurements().metrics())
        .contains("holdfast_ledger_flaws{application=\"shop\"} 1\n");
  }
}
