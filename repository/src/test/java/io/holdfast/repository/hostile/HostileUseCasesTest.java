package io.holdfast.repository.hostile;

import static io.holdfast.repository.hostile.HostileRepository.directory;
import static io.holdfast.repository.hostile.HostileRepository.file;
import static io.holdfast.repository.hostile.HostileRepository.symlink;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.repository.Repository;
import io.holdfast.repository.check.Check;
import io.holdfast.repository.check.CheckListener;
import io.holdfast.repository.check.CheckReport;
import io.holdfast.repository.check.CheckRequest;
import io.holdfast.repository.check.Reading;
import io.holdfast.repository.diff.Comparison;
import io.holdfast.repository.find.Search;
import io.holdfast.repository.find.SearchListener;
import io.holdfast.repository.find.Wanted;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.list.ListRequest;
import io.holdfast.repository.list.Listing;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.prune.Prune;
import io.holdfast.repository.prune.PruneListener;
import io.holdfast.repository.prune.PruneRequest;
import io.holdfast.repository.select.PatternList;
import io.holdfast.repository.snapshot.Snapshot;
import io.holdfast.repository.stats.Mode;
import io.holdfast.repository.stats.Statistics;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the use cases that only read make of hostile repositories. */
final class HostileUseCasesTest {
  private static final Wanted EVERYTHING =
      new Wanted.Trees(List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "a"));

  /** A tree that whoever walks through it must refuse, and what he must say. */
  record Poison(String name, Maker maker, String says) {
    @Override
    public String toString() {
      return name;
    }
  }

  @FunctionalInterface
  interface Maker {
    BlobId tree(HostileRepository hostile);
  }

  static Stream<Poison> poisons() {
    return Stream.of(
        new Poison(
            "two entries of one name",
            hostile -> hostile.tree(symlink("d", "/outside"), directory("d", hostile.tree())),
            "two nodes named \"d\""),
        new Poison(
            "names against the order",
            hostile -> hostile.tree(file("b", 0), file("a", 0)),
            "against the order"),
        new Poison("a nameless entry", hostile -> hostile.tree(file("", 0)), "without a name"),
        new Poison("a negative size", hostile -> hostile.tree(file("a", -1)), "/nodes/0/size"),
        new Poison(
            "a name that ends within an escape",
            hostile -> hostile.tree(file("a\\\\", 0)),
            "/nodes/0/name"),
        new Poison(
            "a tree that is no JSON", hostile -> hostile.rawTree("nothing"), "does not begin"),
        new Poison(
            "a tree that ends early", hostile -> hostile.rawTree("{\"nodes\":["), "not JSON"),
        new Poison(
            "trees nested in a node",
            hostile -> hostile.rawTree("{\"nodes\":[{\"x\":" + "[".repeat(5000)),
            "nesting"),
        new Poison(
            "a subtree that is data",
            hostile -> hostile.tree(directory("d", hostile.data(Specimens.utf8("{\"nodes\":[]}")))),
            "is in no index file"),
        new Poison(
            "a subtree under another id",
            hostile -> {
              BlobId id = new BlobId(Sha256.of(new byte[] {1}));
              hostile.blob(BlobType.TREE, id, Specimens.utf8("{\"nodes\":[]}"), 0);
              return hostile.tree(directory("d", id));
            },
            "holds other content"));
  }

  @ParameterizedTest
  @MethodSource("poisons")
  void listing_searching_counting_and_comparing_refuse_it_with_the_place(Poison poison)
      throws IOException {
    try (HostileRepository hostile = new HostileRepository()) {
      BlobId tree = poison.maker().tree(hostile);
      BlobId empty = hostile.tree();
      hostile.snapshot(tree);
      try (Repository repository = hostile.openWithIndex()) {
        Map<io.holdfast.repository.id.SnapshotId, Snapshot> snapshots =
            repository.snapshots().all();

        assertThatThrownBy(() -> Listing.of(repository, tree, ListRequest.ALL, (_, _) -> {}))
            .isInstanceOf(IOException.class)
            .hasMessageContaining(poison.says());
        assertThatThrownBy(
                () -> new Search(repository, EVERYTHING, new SearchListener() {}).in(snapshots))
            .isInstanceOf(IOException.class)
            .hasMessageContaining(poison.says());
        for (Mode mode : Mode.values()) {
          assertThatThrownBy(() -> Statistics.of(repository, snapshots.values(), mode))
              .isInstanceOf(IOException.class)
              .hasMessageContaining(poison.says());
        }
        assertThatThrownBy(() -> new Comparison(repository, false, _ -> {}).of(empty, tree))
            .isInstanceOf(IOException.class)
            .hasMessageContaining(poison.says());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("poisons")
  void checking_finds_it_and_the_snapshot_it_spoils(Poison poison) throws IOException {
    try (HostileRepository hostile = new HostileRepository()) {
      hostile.snapshot(poison.maker().tree(hostile));

      CheckReport report = check(hostile);

      assertThat(report.isSound()).isFalse();
      assertThat(report.findings())
          .anySatisfy(finding ->
              assertThat(finding.damage().object() + " " + finding.damage().what())
                  .contains(poison.says()));
      assertThat(report.snapshots()).hasSize(1);
    }
  }

  @Test
  void checking_finds_names_that_lead_out_of_a_directory() throws IOException {
    try (HostileRepository hostile = new HostileRepository()) {
      hostile.snapshot(
          hostile.tree(
              file(".", 0),
              directory("..", hostile.tree(file("evil", 0))),
              file("../../evil", 0),
              file("/etc/evil", 0),
              file("a\\\\x00b", 0)));

      CheckReport report = check(hostile);

      String found = report.findings().toString();
      assertThat(found)
          .contains("\".\"", "\"..\"", "\"../../evil\"", "\"/etc/evil\"", "\"a\\x00b\"");
    }
  }

  private static CheckReport check(HostileRepository hostile) throws IOException {
    try (Repository repository = hostile.open()) {
      return new Check(
              repository,
              new CheckRequest(new Reading.All()),
              InstantSource.system(),
              new Random(1),
              CheckListener.NONE)
          .run();
    }
  }

  @Test
  void checking_counting_blobs_pruning_and_comparing_see_each_repeated_tree_once()
      throws IOException {
    try (HostileRepository hostile = new HostileRepository()) {
      BlobId bottom = hostile.tree(file("a", 0));
      BlobId one = doubled(hostile, bottom);
      BlobId other = hostile.tree(directory("a", one), directory("c", one));
      hostile.snapshot(one);

      assertThat(check(hostile).isSound()).isTrue();
      try (Repository repository = hostile.openWithIndex()) {
        assertThat(
                Statistics.of(repository, repository.snapshots().all().values(), Mode.RAW_DATA)
                    .blobs())
            .isEqualTo(41);
        BlobId again = hostile.tree(directory("a", one), directory("c", one), file("d", 0));
        assertThat(again).isNotEqualTo(other);
      }
      BlobId more = hostile.tree(directory("a", one), directory("c", one), file("d", 0));
      try (Repository repository = hostile.openWithIndex()) {
        assertThat(new Comparison(repository, false, _ -> {}).of(other, more).added().files())
            .isOne();
      }
      try (Repository repository = hostile.open()) {
        assertThat(prune(repository).plan()).isInstanceOf(Prune.Planning.Planned.class);
      }
    }
  }

  private static BlobId doubled(HostileRepository hostile, BlobId bottom) {
    BlobId tree = bottom;
    for (int i = 0; i < 40; i++) {
      tree = hostile.tree(directory("a", tree), directory("b", tree));
    }
    return tree;
  }

  private static Prune prune(Repository repository) {
    return new Prune(repository, PruneRequest.DEFAULT, InstantSource.system(), PruneListener.NONE);
  }

  @Test
  void comparing_a_repeated_tree_with_nothing_ends() throws IOException {
    try (HostileRepository hostile = new HostileRepository()) {
      BlobId tree = doubled(hostile, hostile.tree(file("a".repeat(100_000), 0)));
      BlobId empty = hostile.tree();
      try (Repository repository = hostile.openWithIndex()) {
        assertThatThrownBy(() -> new Comparison(repository, false, _ -> {}).of(empty, tree))
            .hasMessageContaining("no real directories");
      }
    }
  }

  @Test
  void pruning_refuses_when_something_used_cannot_be_found_or_read() throws IOException {
    for (Poison poison : poisons().toList()) {
      // Names in disorder hide nothing that is used.
      if (poison.says().matches(".*(two nodes|order|without a name).*")) {
        continue;
      }
      try (HostileRepository hostile = new HostileRepository()) {
        hostile.snapshot(poison.maker().tree(hostile));
        try (Repository repository = hostile.open()) {
          List<Object> outcomes = new ArrayList<>();
          try {
            outcomes.add(prune(repository).plan());
          } catch (IOException refused) {
            outcomes.add(refused);
          }
          assertThat(outcomes.getFirst())
              .as(poison.name())
              .isNotInstanceOf(Prune.Planning.Planned.class);
        }
      }
    }
  }

  @Test
  void a_listing_hands_names_out_as_bytes_and_shows_them_escaped() throws Exception {
    try (HostileRepository hostile = new HostileRepository()) {
      BlobId tree = hostile.tree(file("\\\\x1b[2Jred", 0));
      hostile.snapshot(tree);
      List<String> shown = new ArrayList<>();
      try (Repository repository = hostile.openWithIndex()) {
        Listing.of(repository, tree, ListRequest.ALL, (path, _) -> shown.add(path.toString()));
        long found =
            new Search(
                    repository,
                    new Wanted.Entries(PatternList.of("*red"), Wanted.Bounds.NONE),
                    new SearchListener() {})
                .in(repository.snapshots().all());
        assertThat(found).isOne();
      }
      assertThat(shown).containsExactly("/\\x1b[2Jred");
    }
  }
}
