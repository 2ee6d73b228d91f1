package io.holdfast.api.apply;

import static io.holdfast.api.apply.Applying.application;
import static io.holdfast.api.apply.Applying.document;
import static io.holdfast.api.apply.Applying.kinds;
import static io.holdfast.api.apply.Applying.mistakes;
import static io.holdfast.api.apply.Applying.repository;
import static io.holdfast.api.apply.Applying.together;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.kind.Application;
import io.holdfast.api.kind.Kind;
import io.holdfast.api.kind.Repository;
import io.holdfast.schema.document.Mistake;
import io.holdfast.schema.document.Reading;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ApplyTest {
  private static final String MAIN = repository("main", "/backup");

  @Test
  void one_mistake_among_many_documents_applies_none() {
    var text = together(MAIN, application("shop", "/srv/a"), application("blog", "/srv/a"));

    assertThat(Applying.apply(text)).isInstanceOf(Reading.Refused.class);
  }

  @Test
  void the_mistakes_of_all_files_are_told_together() {
    var files =
        Map.of(
            "a.yaml", repository("main", "sftp:x"),
            "b.yaml", document("Policy", "gold", "{destructiveDelay: 1 day}"),
            "c.yaml", together(application("shop", "/srv/a"), application("blog", "/srv/a/b")));

    var mistakes = Applying.apply(files, Applying.ALONE).mistakesFound();

    assertThat(mistakes)
        .extracting(mistake -> mistake.position().file() + " " + mistake.path())
        .containsExactlyInAnyOrder(
            "a.yaml spec.location", "b.yaml spec.destructiveDelay", "c.yaml spec.volumes[0].path");
  }

  @Test
  void relative_paths_are_meant_from_the_directory_of_the_file() {
    var text =
        together(
            document(
                "Repository",
                "main",
                "{location: ./repo, password: {file: ../pw}, cache: {directory: c}}"),
            document(
                "Application",
                "shop",
                "{repositoryRef: {name: main}, volumes: [{name: a, path: var/a,"
                    + " hooks: {preset: redis, connection: file:redis.url}}]}"));

    var kinds = kinds(text);

    assertThat(((Repository) kinds.get(0)).spec().location()).hasToString("/home/shop/repo");
    assertThat(((Repository) kinds.get(0)).spec().password().file()).isEqualTo("/home/pw");
    assertThat(((Repository) kinds.get(0)).spec().cache().directory()).isEqualTo("/home/shop/c");
    var volume = ((Application) kinds.get(1)).spec().volumes().getFirst();
    assertThat(volume.path()).isEqualTo("/home/shop/var/a");
    assertThat(volume.hooks()).isNotNull();
    assertThat(String.valueOf(volume.hooks())).contains("file:/home/shop/redis.url");
  }

  @Test
  void a_name_may_be_given_once_for_each_kind() {
    assertThat(mistakes(together(MAIN, document("Policy", "main", "{}")))).isEmpty();
    assertThat(mistakes(together(MAIN, repository("main", "/other"))))
        .containsExactly(
            "f.yaml:8:18: metadata.name: is \"main\", which is the name of the Repository at"
                + " f.yaml:3:18 too; expected each name once");
  }

  @Test
  void a_reference_may_lead_to_what_was_applied_before() {
    var before =
        new Surroundings(kinds(MAIN), Applying.TIMETABLES, Applying.PATTERNS, path -> path, null);

    assertThat(Applying.apply(Map.of("f.yaml", application("shop", "/srv/a")), before))
        .isInstanceOf(Reading.Read.class);
  }

  @Test
  void a_reference_to_what_could_not_be_read_is_no_mistake_of_its_own() {
    var files = Map.of("a.yaml", "kind: [", "b.yaml", application("shop", "/srv/a"));

    assertThat(Applying.apply(files, Applying.ALONE).mistakesFound())
        .extracting(mistake -> mistake.position().file())
        .containsExactly("a.yaml");
  }

  @Test
  void a_circle_over_several_applications_is_told_once_where_it_closes() {
    var text = together(MAIN, after("a", "b"), after("b", "c"), after("c", "b"));

    assertThat(mistakes(text))
        .containsExactly(
            "f.yaml:19:101: spec.restore.after[0].name: closes a circle: b after c after b;"
                + " expected an order in which one application is the first");
  }

  @Test
  void two_ways_to_one_application_are_no_circle() {
    var text = together(MAIN, after("a", "b", "c"), after("b", "c"), after("c"));

    assertThat(mistakes(text)).isEmpty();
  }

  @Test
  void volumes_of_different_applications_must_not_overlap() {
    assertThat(
            mistakes(
                together(MAIN, application("shop", "/srv/shop/db"), application("all", "/srv"))))
        .containsExactly(
            "f.yaml:14:64: spec.volumes[0].path: is \"/srv\", around \"/srv/shop/db\", the"
                + " directory of volume \"v0\" of application \"shop\"; expected directories of"
                + " which none is in another");
  }

  @Test
  void neighbours_whose_names_begin_alike_do_not_overlap() {
    assertThat(mistakes(together(MAIN, application("shop", "/srv/a", "/srv/ab", "/srv/a-b"))))
        .isEmpty();
  }

  @Test
  void two_names_of_one_directory_are_seen_through_by_who_knows_the_file_system() {
    var linked =
        new Surroundings(
            List.of(),
            Applying.TIMETABLES,
            Applying.PATTERNS,
            path ->
                path.startsWith("/link")
                    ? Path.of("/srv").resolve(Path.of("/link").relativize(path))
                    : path,
            null);
    var files = Map.of("f.yaml", together(MAIN, application("shop", "/srv/a", "/link/a/b")));

    assertThat(Applying.apply(files, linked).mistakesFound())
        .extracting(Mistake::problem)
        .containsExactly(
            "is \"/link/a/b\", inside of \"/srv/a\", the directory of volume \"v0\" of application"
                + " \"shop\"");
  }

  @Test
  void a_repository_in_a_volume_would_back_itself_up() {
    assertThat(mistakes(together(repository("main", "/srv/a/repo"), application("shop", "/srv/a"))))
        .containsExactly(
            "f.yaml:9:64: spec.volumes[0].path: is \"/srv/a\", around \"/srv/a/repo\", the"
                + " directory of repository \"main\"; expected a repository outside of what is kept"
                + " in it");
  }

  @Test
  void a_repository_has_one_name() {
    assertThat(
            mistakes(together(repository("main", "/srv/repo"), repository("other", "/srv/repo/"))))
        .hasSize(1)
        .first()
        .asString()
        .endsWith(
            "spec.location: is \"/srv/repo\", where repository \"main\" is; expected one name for"
                + " each repository, by which all applications refer to it");
    assertThat(
            mistakes(
                together(
                    repository("a", "s3:https://host/b/c"), repository("b", "s3:https://host/b"))))
        .isEmpty();
  }

  @Test
  void a_repository_that_is_known_has_its_name_already() {
    var known =
        new Surroundings(
            kinds(together(repository("main", "rest:https://host/a"))),
            Applying.TIMETABLES,
            Applying.PATTERNS,
            path -> path,
            null);

    assertThat(
            Applying.apply(Map.of("f.yaml", repository("b", "rest:https://host/a/")), known)
                .mistakesFound())
        .extracting(Mistake::path)
        .containsExactly("spec.location");
    assertThat(Applying.apply(Map.of("f.yaml", repository("main", "rest:https://host/a/")), known))
        .isInstanceOf(Reading.Read.class);
  }

  @Test
  void a_pattern_that_would_fail_each_backup_is_told_now() {
    var text =
        together(
            MAIN,
            document(
                "Application",
                "shop",
                "{ repositoryRef: { name: main }, volumes: [{ name: a, path: /srv/a, excludes:"
                    + " [\"*.tmp\", \"[x\"] }] }"));

    assertThat(mistakes(text))
        .singleElement()
        .asString()
        .contains("spec.volumes[0].excludes[1]: is \"[x\", which is no pattern");
  }

  @Test
  void nothing_lies_in_the_state_directory() {
    var machine =
        new Surroundings(
            List.of(),
            Applying.TIMETABLES,
            Applying.PATTERNS,
            path -> path,
            Path.of("/home/u/state"));
    var files =
        Map.of(
            "f.yaml",
            together(
                repository("main", "/home/u/state/repo"),
                application("shop", "/home/u/state", "/home/u/other")));

    assertThat(Applying.apply(files, machine).mistakesFound())
        .extracting(Mistake::toString)
        .anySatisfy(told -> assertThat(told).contains("spec.volumes[0].path: is \"/home/u/state\""))
        .anySatisfy(told ->
            assertThat(told)
                .contains(
                    "spec.location: is \"/home/u/state/repo\", in the state directory"
                        + " \"/home/u/state\"; expected a directory outside of it"))
        .noneMatch(told -> told.contains("volumes[1]"));
  }

  @Test
  void a_volume_around_the_state_directory_may_be() {
    var machine =
        new Surroundings(
            List.of(),
            Applying.TIMETABLES,
            Applying.PATTERNS,
            path -> path,
            Path.of("/home/u/state"));
    var files = Map.of("f.yaml", together(MAIN, application("shop", "/home")));

    assertThat(Applying.apply(files, machine)).isInstanceOf(Reading.Read.class);
  }

  @Test
  void a_repository_that_moves_into_a_known_volume_is_told_at_the_repository() {
    var known = kinds(together(MAIN, application("shop", "/srv/a")));
    var before =
        new Surroundings(known, Applying.TIMETABLES, Applying.PATTERNS, path -> path, null);

    var mistakes =
        Applying.apply(Map.of("f.yaml", repository("main", "/srv/a")), before).mistakesFound();

    assertThat(mistakes).extracting(Mistake::path).containsExactly("spec.location");
  }

  @Test
  void what_is_applied_takes_the_place_of_what_was_known() {
    List<Kind> known = kinds(together(MAIN, application("shop", "/srv/a")));
    var before =
        new Surroundings(known, Applying.TIMETABLES, Applying.PATTERNS, path -> path, null);

    assertThat(Applying.apply(Map.of("f.yaml", application("shop", "/srv/a/b")), before))
        .isInstanceOf(Reading.Read.class);
  }

  @Test
  void nothing_to_apply_is_a_mistake() {
    assertThat(mistakes("# nothing\n"))
        .containsExactly("f.yaml:1:1: there is no document; expected at least one");
    assertThat(Applying.apply(Map.of(), Applying.ALONE)).isInstanceOf(Reading.Refused.class);
  }

  @Test
  void a_document_that_is_no_object_is_told() {
    assertThat(mistakes("- a\n"))
        .containsExactly(
            "f.yaml:1:1: kind: is missing; expected one of Repository, Policy, Application,"
                + " RestorePoint, Restore");
  }

  @Test
  void a_secret_in_the_wrong_place_is_not_shown() {
    var text =
        together(
            document(
                "Repository",
                "main",
                "{location: \"rest:https://u:hunter2@h/\", password: {file: /p}}"),
            document(
                "Application",
                "shop",
                "{repositoryRef: {name: main}, volumes: [{name: a, path: /a,"
                    + " hooks: {preset: redis, connection: \"redis://:hunter2@h\"}}]}"));

    assertThat(mistakes(text)).hasSize(2).noneMatch(mistake -> mistake.contains("hunter2"));
  }

  @Test
  void a_path_that_no_file_system_takes_is_a_mistake_wherever_it_stands() {
    var text =
        together(
            document(
                "Repository",
                "main",
                "{location: \"a\\0\", password: {file: \"a\\0\"}, cache: {directory: \"a\\0\"},"
                    + " credentials: {id: \"file:a\\0\", secret: \"file:a\\0\"}}"),
            document("Policy", "gold", "{coverage: {roots: [\"a\\0\"]}}"),
            application("shop", "\"a\\0\""),
            document(
                "Restore",
                "back",
                "{applicationRef: {name: shop}, volumes: [{name: v0, path: \"a\\0\"}]}"));

    assertThat(Applying.apply(text).mistakesFound())
        .extracting(Mistake::path)
        .containsExactly(
            "spec.location",
            "spec.password.file",
            "spec.credentials.id",
            "spec.credentials.secret",
            "spec.cache.directory",
            "spec.coverage.roots[0]",
            "spec.volumes[0].path",
            "spec.volumes[0].path");
  }

  private static String after(String name, String... others) {
    var references = List.of(others).stream().map("{name: %s}"::formatted).toList();
    return document(
        "Application",
        name,
        "{repositoryRef: {name: main}, volumes: [{name: data, path: /srv/%s}], restore: {after: [%s]}}"
            .formatted(name, String.join(", ", references)));
  }
}
