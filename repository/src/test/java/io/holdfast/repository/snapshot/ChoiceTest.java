package io.holdfast.repository.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.id.SnapshotId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ChoiceTest {
  private static final BlobId TREE = new BlobId(Sha256.of(new byte[0]));

  private final Map<SnapshotId, Snapshot> all = new TreeMap<>();

  @Test
  void the_latest_is_the_newest_that_the_filter_lets_through() {
    SnapshotId old = add("a1", "2026-01-01T00:00:00Z", "web", List.of("nightly"), "/etc");
    SnapshotId newer = add("b1", "2026-02-01T00:00:00Z", "web", List.of(), "/etc", "/srv");
    SnapshotId other = add("c1", "2026-03-01T00:00:00Z", "db", List.of("nightly", "big"), "/etc");

    assertThat(latest(SnapshotFilter.ANY)).isEqualTo(chosen(other));
    assertThat(latest(filter(List.of("web"), List.of(), List.of()))).isEqualTo(chosen(newer));
    assertThat(latest(filter(List.of("web", "db"), List.of(), List.of()))).isEqualTo(chosen(other));
    assertThat(latest(filter(List.of(), List.of(List.of("nightly")), List.of())))
        .isEqualTo(chosen(other));
    assertThat(latest(filter(List.of("web"), List.of(List.of("nightly")), List.of())))
        .isEqualTo(chosen(old));
    assertThat(latest(filter(List.of(), List.of(), List.of("/srv", "/etc"))))
        .isEqualTo(chosen(newer));
    assertThat(latest(filter(List.of("mail"), List.of(), List.of())))
        .isEqualTo(new Choice.NoSuch("latest"));
  }

  @Test
  void tags_are_groups_of_which_one_must_fit_as_a_whole() {
    SnapshotId both = add("a1", "2026-01-01T00:00:00Z", "h", List.of("x", "y"), "/");
    add("b1", "2026-02-01T00:00:00Z", "h", List.of("x"), "/");
    SnapshotId none = add("c1", "2026-01-03T00:00:00Z", "h", List.of(), "/");

    assertThat(latest(filter(List.of(), List.of(List.of("x", "y")), List.of())))
        .isEqualTo(chosen(both));
    assertThat(latest(filter(List.of(), List.of(List.of("x", "y"), List.of("")), List.of())))
        .isEqualTo(chosen(none));
    assertThat(latest(filter(List.of(), List.of(List.of("z")), List.of())))
        .isInstanceOf(Choice.NoSuch.class);
  }

  @Test
  void of_two_at_the_same_time_always_the_same_one_is_the_latest() {
    add("a1", "2026-01-01T00:00:00Z", "h", List.of(), "/");
    SnapshotId greater = add("b1", "2026-01-01T00:00:00Z", "h", List.of(), "/");

    assertThat(latest(SnapshotFilter.ANY)).isEqualTo(chosen(greater));
  }

  @Test
  void the_beginning_of_an_id_chooses_whatever_the_filter_says() {
    SnapshotId one = add("ab1", "2026-01-01T00:00:00Z", "h", List.of(), "/");
    SnapshotId two = add("ab2", "2026-02-01T00:00:00Z", "h", List.of(), "/");
    SnapshotFilter nothing = filter(List.of("nobody"), List.of(), List.of());

    assertThat(Choice.of("ab2", nothing, all)).isEqualTo(chosen(two));
    assertThat(Choice.of(one.hex(), nothing, all)).isEqualTo(chosen(one));
    assertThat(Choice.of("ab", nothing, all))
        .isEqualTo(new Choice.Ambiguous("ab", List.of(one, two)));
    assertThat(Choice.of("ac", nothing, all)).isEqualTo(new Choice.NoSuch("ac"));
    assertThat(Choice.of("", nothing, all)).isEqualTo(new Choice.NoSuch(""));
  }

  private Choice latest(SnapshotFilter filter) {
    return Choice.of(Choice.LATEST, filter, all);
  }

  private Choice chosen(SnapshotId id) {
    Snapshot snapshot = all.get(id);
    assertThat(snapshot).isNotNull();
    return snapshot == null ? new Choice.NoSuch(id.hex()) : new Choice.Chosen(id, snapshot);
  }

  private static SnapshotFilter filter(
      List<String> hosts, List<List<String>> tags, List<String> paths) {
    return new SnapshotFilter(hosts, tags, paths);
  }

  private SnapshotId add(
      String beginning, String time, String host, List<String> tags, String... paths) {
    SnapshotId id = new SnapshotId(Sha256.parse(beginning + "0".repeat(64 - beginning.length())));
    all.put(
        id,
        new Snapshot(
            Instant.parse(time),
            TREE,
            new SnapshotScope(List.of(paths), List.of()),
            tags,
            new SnapshotAuthor(host, "user", 0, 0, "test"),
            SnapshotLineage.NONE,
            null));
    return id;
  }
}
