package io.holdfast.host.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.VolumeName;
import io.holdfast.protection.restore.RestorePlan;
import io.holdfast.protection.restore.RestorePlan.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SwapsTest {
  @TempDir Path directory;

  @BeforeEach
  void fill() throws IOException {
    for (String volume : List.of("orders", "images")) {
      make(volume, "old");
      make(volume + ".aside", "new");
    }
  }

  private Path make(String name, String version) throws IOException {
    Path made = Files.createDirectory(directory.resolve(name));
    return Files.writeString(made.resolve("version"), version);
  }

  private Swaps swaps() throws IOException {
    List<Step> steps =
        Stream.of("orders", "images")
            .map(volume ->
                (Step)
                    new Step.Swap(
                        VolumeName.parse(volume),
                        directory.resolve(volume + ".aside").toString(),
                        directory.resolve(volume).toString()))
            .toList();
    return Swaps.of(
        new RestorePlan(
            "restore-1", PointId.parse("shop-20261129t041500z-7f3a"), steps, List.of(), true),
        false);
  }

  private void swap(String volume) throws IOException {
    Path other = directory.resolve("other");
    Files.move(directory.resolve(volume), other);
    Files.move(directory.resolve(volume + ".aside"), directory.resolve(volume));
    Files.move(other, directory.resolve(volume + ".aside"));
  }

  private void requireVersions(String live, String aside) {
    for (String volume : List.of("orders", "images")) {
      assertThat(directory.resolve(volume).resolve("version")).hasContent(live);
      assertThat(directory.resolve(volume + ".aside").resolve("version")).hasContent(aside);
    }
  }

  @Test
  void all_are_done_and_once_more_changes_nothing() throws Exception {
    var swaps = swaps();

    swaps.complete();
    requireVersions("new", "old");
    swaps.complete();
    requireVersions("new", "old");
  }

  @Test
  void a_thread_that_is_stopped_meanwhile_learns_of_it_once_all_is_on_disk() throws Exception {
    var swaps = swaps();
    Thread.currentThread().interrupt();

    swaps.complete();

    assertThat(swaps.settled()).isEmpty();
    assertThat(Thread.interrupted()).isTrue();
    requireVersions("new", "old");
  }

  @Test
  void what_is_not_known_to_be_on_disk_is_told() throws Exception {
    var swaps = swaps();
    swaps.complete();
    Files.move(directory, directory.resolveSibling("moved"));
    try {
      assertThat(swaps.settled())
          .startsWith("everything is swapped, but may not outlive a power cut: ");
    } finally {
      Files.move(directory.resolveSibling("moved"), directory);
    }
  }

  @Test
  void those_that_were_done_are_found_and_the_rest_is_done() throws Exception {
    var swaps = swaps();
    swap("orders");

    Journal.read(Journal.text(swaps), Swaps.class).complete();

    requireVersions("new", "old");
  }

  @Test
  void where_one_cannot_be_done_the_others_are_undone() throws Exception {
    var swaps = swaps();
    Files.move(directory.resolve("images.aside"), directory.resolve("elsewhere"));

    assertThatThrownBy(swaps::complete)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("images.aside")
        .hasMessageEndingWith("all volumes are what they were before");

    assertThat(directory.resolve("orders/version")).hasContent("old");
    assertThat(directory.resolve("orders.aside/version")).hasContent("new");
    assertThat(directory.resolve("images/version")).hasContent("old");
  }

  @Test
  void what_cannot_be_undone_is_named() throws Exception {
    var swaps = swaps();
    swap("orders");
    Files.move(directory.resolve("orders.aside"), directory.resolve("kept"));
    Files.move(directory.resolve("images.aside"), directory.resolve("elsewhere"));

    assertThatThrownBy(swaps::complete)
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith(
            "the restored one is at %s, and could not be taken back"
                .formatted(directory.resolve("orders")));

    assertThat(directory.resolve("orders/version")).hasContent("new");
    assertThat(directory.resolve("images/version")).hasContent("old");
  }

  @Test
  void one_comes_to_where_nothing_was_and_is_undone() throws Exception {
    Files.delete(directory.resolve("orders/version"));
    Files.delete(directory.resolve("orders"));
    var swaps = swaps();
    Files.move(directory.resolve("images.aside"), directory.resolve("elsewhere"));

    assertThatThrownBy(swaps::complete).isInstanceOf(IOException.class);
    assertThat(directory.resolve("orders")).doesNotExist();

    Files.move(directory.resolve("elsewhere"), directory.resolve("images.aside"));
    swaps.complete();
    assertThat(directory.resolve("orders/version")).hasContent("new");
    assertThat(directory.resolve("images/version")).hasContent("new");
  }

  @Test
  void nothing_begins_without_all_that_is_to_be_swapped_in() throws Exception {
    Files.move(directory.resolve("images.aside"), directory.resolve("elsewhere"));

    assertThatThrownBy(this::swaps).isInstanceOf(NoSuchFileException.class);
  }
}
