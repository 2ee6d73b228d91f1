package io.holdfast.api.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.kind.Kind;
import io.holdfast.schema.document.Bounds;
import io.holdfast.schema.document.Reading;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReferrersTest {
  private static final List<Kind> ALL =
      kinds(
          """
          apiVersion: holdfast.dev/v1alpha1
          kind: Repository
          metadata: { name: gold }
          spec: { location: /srv/backups, password: { file: /etc/password } }
          ---
          apiVersion: holdfast.dev/v1alpha1
          kind: Policy
          metadata: { name: gold }
          spec: { retention: { keep: { last: 3 } } }
          ---
          apiVersion: holdfast.dev/v1alpha1
          kind: Application
          metadata: { name: shop }
          spec:
            repositoryRef: { name: gold }
            policyRef: { name: gold }
            volumes: [{ name: data, path: /srv/shop }]
          ---
          apiVersion: holdfast.dev/v1alpha1
          kind: Application
          metadata: { name: blog }
          spec:
            repositoryRef: { name: gold }
            volumes: [{ name: data, path: /srv/blog }]
            restore: { after: [{ name: shop }] }
          ---
          apiVersion: holdfast.dev/v1alpha1
          kind: Restore
          metadata: { name: back }
          spec: { applicationRef: { name: blog } }
          """);

  private static List<Kind> kinds(String text) {
    return switch (Apply.read(
        List.of(
            new Source(
                "kinds.yaml",
                Path.of("/"),
                text.getBytes(java.nio.charset.StandardCharsets.UTF_8))),
        new Surroundings(List.of(), (_, _, _) -> Optional.empty(), _ -> true, path -> path, null),
        Bounds.DEFAULT)) {
      case Reading.Read<Applied>(Applied applied) -> applied.kinds();
      case Reading.Refused<Applied>(var mistakes) -> throw new AssertionError(mistakes);
    };
  }

  private static List<String> referrers(String kind, String name) {
    Kind named =
        ALL.stream()
            .filter(one -> one.kind().equals(kind) && one.name().equals(name))
            .findFirst()
            .orElseThrow();
    return Referrers.of(named, ALL).stream().map(one -> one.kind() + " " + one.name()).toList();
  }

  @Test
  void whoever_names_an_object_needs_it_and_its_namesakes_do_not_count() {
    assertThat(referrers("Repository", "gold"))
        .containsExactlyInAnyOrder("Application shop", "Application blog");
    assertThat(referrers("Policy", "gold")).containsExactly("Application shop");
    assertThat(referrers("Application", "shop")).containsExactly("Application blog");
    assertThat(referrers("Application", "blog")).containsExactly("Restore back");
    assertThat(referrers("Restore", "back")).isEmpty();
  }
}
