package io.holdfast.host.coverage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.holdfast.api.kind.Application;
import io.holdfast.api.kind.Kind;
import io.holdfast.api.kind.Policy;
import io.holdfast.api.kind.Repository;
import io.holdfast.host.run.Subject;
import io.holdfast.host.volume.Mounting;
import io.holdfast.protection.coverage.Coverage;
import io.holdfast.protection.coverage.Standing;
import io.holdfast.schema.Document;
import io.holdfast.schema.Documents;
import io.holdfast.schema.bind.UnknownFields;
import io.holdfast.schema.document.Bounds;
import io.holdfast.schema.document.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real directories. */
final class CoverageSurveyTest {
  @TempDir Path temporary;

  private Path directory;

  @BeforeEach
  void make() throws IOException {
    directory = temporary.toRealPath();
    Files.createDirectories(directory.resolve("srv/shop/data"));
    Files.createDirectories(directory.resolve("srv/blog"));
    Files.writeString(directory.resolve("srv/notes"), "a file needs no volume");
  }

  private <K extends Kind> K kind(Class<K> type, String spec) {
    var text =
        """
        apiVersion: holdfast.dev/v1alpha1
        kind: %s
        metadata: { name: one }
        spec: %s
        """
            .formatted(type.getSimpleName(), spec);
    if (Documents.read("test", text.getBytes(UTF_8), Bounds.DEFAULT)
            instanceof Reading.Read<List<Document>>(List<Document> documents)
        && documents.getFirst().as(type, UnknownFields.REFUSE) instanceof Reading.Read<K>(K kind)) {
      return type.cast(kind.from(directory));
    }
    throw new IllegalArgumentException(text);
  }

  /** Of a machine that mounts what the test declares. */
  private Mounting mounting() {
    try {
      return Mounting.now(directory.resolve("fstab"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Map<String, Standing> survey(String coverage, String volumes) {
    var policy = kind(Policy.class, "{ coverage: %s }".formatted(coverage));
    var subject =
        new Subject(
            kind(
                Application.class,
                "{ repositoryRef: { name: one }, policyRef: { name: one }, volumes: %s }"
                    .formatted(volumes)),
            kind(Repository.class, "{ location: ./repository, password: { file: ./password } }"),
            policy);
    return CoverageSurvey.of(List.of(policy), List.of(subject), mounting())
        .orElseThrow()
        .directories()
        .stream()
        .collect(
            Collectors.toMap(
                judged -> judged.path().replace(directory + "/", ""), Coverage.Judged::standing));
  }

  private static final Standing COVERED = new Standing.Covered("volume one/a");
  private static final Standing FORGOTTEN = new Standing.Unprotected("it belongs to no volume");

  @Test
  void each_directory_in_a_root_is_found_and_files_are_not() {
    assertThat(survey("{ roots: [./srv] }", "[{ name: a, path: ./srv/shop }]"))
        .isEqualTo(Map.of("srv/shop", COVERED, "srv/blog", FORGOTTEN));
  }

  @Test
  void beside_a_volume_that_lies_deeper_directories_and_files_are_found() throws IOException {
    Files.createDirectories(directory.resolve("srv/shop/uploads"));
    Files.writeString(directory.resolve("srv/shop/keys"), "secret");

    assertThat(survey("{ roots: [./srv] }", "[{ name: a, path: ./srv/shop/data }]"))
        .containsEntry("srv/shop/data", COVERED)
        .containsEntry("srv/shop/uploads", FORGOTTEN)
        .containsEntry(
            "srv/shop",
            new Standing.Unprotected(
                "it contains volumes, and beside them %s, which is in none"
                    .formatted(directory.resolve("srv/shop/keys"))));
  }

  @Test
  void what_a_swap_took_out_is_no_volume_that_somebody_forgot() throws IOException {
    Files.createSymbolicLink(directory.resolve("data"), directory.resolve("srv"));
    Files.createDirectories(directory.resolve("srv/shop.restore-20261129t041500z-7f3a-0b1c"));

    assertThat(survey("{ roots: [./srv] }", "[{ name: a, path: ./data/shop }]"))
        .containsEntry("srv/shop", COVERED)
        .containsEntry(
            "srv/shop.restore-20261129t041500z-7f3a-0b1c",
            new Standing.Leftover("restore-20261129t041500z-7f3a-0b1c", "one/a"));
  }

  @Test
  void a_link_is_what_it_leads_to() throws IOException {
    Files.createDirectories(directory.resolve("disk2/wiki"));
    Files.createDirectories(directory.resolve("disk2/mail"));
    Files.createSymbolicLink(directory.resolve("srv/wiki"), directory.resolve("disk2/wiki"));
    Files.createSymbolicLink(directory.resolve("srv/mail"), directory.resolve("disk2/mail"));
    Files.createSymbolicLink(directory.resolve("srv/now"), Path.of("blog"));
    Files.createSymbolicLink(directory.resolve("srv/gone"), Path.of("nowhere"));
    Files.createSymbolicLink(directory.resolve("volume"), directory.resolve("disk2/mail"));

    assertThat(
            survey(
                "{ roots: [./srv], exceptions: [{ path: ./srv/shop, reason: none }] }",
                "[{ name: a, path: ./volume }]"))
        .isEqualTo(
            Map.of(
                "srv/wiki", FORGOTTEN,
                "srv/mail", COVERED,
                "srv/blog", FORGOTTEN,
                "srv/shop", new Standing.Excepted("none")));
  }

  @Test
  void a_root_that_is_a_link_is_read() throws IOException {
    Files.createSymbolicLink(directory.resolve("data"), directory.resolve("srv"));

    assertThat(survey("{ roots: [./data] }", "[{ name: a, path: ./srv/shop }]"))
        .isEqualTo(Map.of("data/shop", COVERED, "data/blog", FORGOTTEN));
  }

  @Test
  void a_root_that_vanished_or_is_a_file_is_unknown() {
    assertThat(survey("{ roots: [./gone, ./srv/notes] }", "[{ name: a, path: ./srv }]"))
        .isEqualTo(
            Map.of(
                "gone", new Standing.Unknown("it is not there"),
                "srv/notes", new Standing.Unknown("it is no directory")));
  }

  @Test
  void links_in_a_circle_are_unknown() throws IOException {
    Files.createSymbolicLink(directory.resolve("srv/circle"), Path.of("circle"));

    assertThat(survey("{ roots: [./srv] }", "[{ name: a, path: ./srv/shop }]"))
        .extractingByKey("srv/circle")
        .isInstanceOf(Standing.Unknown.class);
  }

  @Test
  void a_root_that_may_not_be_read_is_unknown() throws IOException {
    var root = directory.resolve("srv").toFile();
    assumeThat(root.setReadable(false) && !Files.isReadable(root.toPath()))
        .as("permissions bind this user")
        .isTrue();
    try {
      assertThat(survey("{ roots: [./srv] }", "[{ name: a, path: ./srv }]"))
          .isEqualTo(Map.of("srv", new Standing.Unknown("it may not be read")));
    } finally {
      assertThat(root.setReadable(true)).isTrue();
    }
  }

  @Test
  void what_a_volume_leaves_out_is_forgotten_though_it_lies_in_it() {
    assertThat(
            survey(
                "{ roots: [./srv, ./srv/shop] }",
                "[{ name: a, path: ., excludes: [/srv/blog, shop/data] }]"))
        .isEqualTo(
            Map.of(
                "srv/shop", COVERED,
                "srv/blog", new Standing.Unprotected("volume one/a leaves it out"),
                "srv/shop/data", new Standing.Unprotected("volume one/a leaves it out")));
  }

  @Test
  void a_volume_that_is_not_there_covers_nothing_but_its_place() throws IOException {
    Files.createSymbolicLink(directory.resolve("link"), directory.resolve("srv"));

    assertThat(survey("{ roots: [./srv] }", "[{ name: a, path: ./link/shop/new }]"))
        .isEqualTo(Map.of("srv/blog", FORGOTTEN, "srv/shop/data", FORGOTTEN));
  }

  @Test
  void a_root_whose_disk_is_away_is_unknown() throws IOException {
    Files.writeString(
        directory.resolve("fstab"), "LABEL=away %s/srv ext4 rw\n".formatted(directory));

    assertThat(survey("{ roots: [./srv] }", "[{ name: a, path: ./srv/shop }]"))
        .isEqualTo(
            Map.of(
                "srv",
                new Standing.Unknown(
                    "nothing is mounted at %s/srv, where /etc/fstab wants something"
                        .formatted(directory))));
  }

  @Test
  void a_directory_around_a_volume_whose_disk_is_away_is_unknown() throws IOException {
    Files.writeString(
        directory.resolve("fstab"), "LABEL=away %s/srv/shop ext4 rw\n".formatted(directory));

    assertThat(survey("{ roots: [./srv] }", "[{ name: a, path: ./srv/shop/data }]"))
        .containsEntry(
            "srv/shop",
            new Standing.Unknown(
                "nothing is mounted at %s/srv/shop, where /etc/fstab wants something"
                    .formatted(directory)));
  }

  @Test
  void without_roots_there_is_nothing_to_say() {
    assertThat(
            CoverageSurvey.of(
                List.of(kind(Policy.class, "{ objectives: { rpo: 1h } }")), List.of(), mounting()))
        .isEmpty();
  }
}
