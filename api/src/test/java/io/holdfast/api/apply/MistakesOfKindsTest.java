package io.holdfast.api.apply;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.schema.document.Mistake;
import io.holdfast.schema.document.Reading;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind with every kind of mistake: where it is, what was found, what was expected. */
final class MistakesOfKindsTest {

  /**
   * A change to a sample, and the mistake that it makes.
   *
   * @param place line and column in the sample's file
   */
  record Slip(
      String file,
      String right,
      String wrong,
      String place,
      String path,
      String problem,
      String expected) {
    @Override
    public String toString() {
      return "%s: %s -> %s".formatted(file, right, wrong);
    }
  }

  private static Slip slip(
      String file,
      String right,
      String wrong,
      String place,
      String path,
      String problem,
      String expected) {
    return new Slip(file + ".yaml", right, wrong, place, path, problem, expected);
  }

  /** {@code FILE PLACE PATH}, and a line each for what was right, wrong, found and expected. */
  private static final Pattern ROW =
      Pattern.compile(
          "(?m)^(\\S+\\.yaml) (\\S+) (\\S+)\n- (.*)\n\\+ ?(.*)\nfound (.*)\nexpected ?(.*)$");

  private static final String A_NAME =
      "a name of at most 63 small letters, digits and -, with a letter or digit at both ends";

  static Stream<Slip> slips() throws IOException {
    return Stream.concat(ofEveryKind(), ofOneKind());
  }

  /** What may happen in any document. */
  private static Stream<Slip> ofEveryKind() {
    return Stream.of(
            List.of("repository", "main", "Repository"),
            List.of("policy", "gold", "Policy"),
            List.of("application", "shop", "Application"),
            List.of("restorepoint", "shop-20260131t020000z", "RestorePoint"),
            List.of("restore", "look", "Restore"))
        .flatMap(row -> {
          var file = row.get(0);
          var name = row.get(1);
          var kind = row.get(2);
          return Stream.of(
              slip(
                  file,
                  "apiVersion: holdfast.dev/v1alpha1",
                  "apiVersion: holdfast.dev/v1",
                  "2:13",
                  "apiVersion",
                  "is the text \"holdfast.dev/v1\"",
                  "\"holdfast.dev/v1alpha1\""),
              slip(
                  file,
                  "apiVersion: holdfast.dev/v1alpha1",
                  "# none",
                  "3:1",
                  "apiVersion",
                  "is missing",
                  "\"holdfast.dev/v1alpha1\""),
              slip(
                  file,
                  "kind: " + kind,
                  "kind: " + kind + "s",
                  "3:7",
                  "kind",
                  "is the unknown kind \"%ss\", did you mean \"%s\"?".formatted(kind, kind),
                  "one of Repository, Policy, Application, RestorePoint, Restore"),
              slip(
                  file,
                  "kind: " + kind,
                  "kind: 1",
                  "3:7",
                  "kind",
                  "is no text",
                  "one of Repository, Policy, Application, RestorePoint, Restore"),
              slip(
                  file,
                  "  name: " + name,
                  "  name: My_" + name,
                  "5:9",
                  "metadata.name",
                  "is \"My_%s\"".formatted(name),
                  A_NAME),
              slip(
                  file,
                  "  name: " + name,
                  "  name: 12",
                  "5:9",
                  "metadata.name",
                  "is the number 12",
                  A_NAME + ", in quotation marks since it would not be text without them"),
              slip(
                  file,
                  "  name: " + name,
                  "  name: " + name + "\n  nmae: x",
                  "6:3",
                  "metadata.nmae",
                  "is an unknown field, did you mean \"name\"?",
                  "one of name, labels, annotations, generation"),
              slip(
                  file,
                  "metadata:",
                  "spce: {}\nmetadata:",
                  "4:1",
                  "spce",
                  "is an unknown field, did you mean \"spec\"?",
                  "one of apiVersion, kind, metadata, spec, status"),
              slip(
                  file,
                  "metadata:",
                  "kind: Policy\nmetadata:",
                  "4:1",
                  "",
                  "has the key \"kind\" twice",
                  "each key once"),
              slip(file, "metadata:", "metadata: [", "", "", "is not YAML: ", "YAML 1.2"));
        });
  }

  /** What may happen in documents of one kind only, from the table. */
  private static Stream<Slip> ofOneKind() throws IOException {
    try (var table = MistakesOfKindsTest.class.getResourceAsStream("mistakes.txt")) {
      var text = new String(Objects.requireNonNull(table).readAllBytes(), UTF_8);
      return ROW
          .matcher(text)
          .results()
          .map(row ->
              new Slip(
                  row.group(1),
                  row.group(4),
                  row.group(5).replace('¶', '\n'),
                  row.group(2),
                  row.group(3),
                  row.group(6),
                  row.group(7)))
          .toList()
          .stream();
    }
  }

  @Test
  void the_table_is_read_whole() throws IOException {
    assertThat(ofOneKind()).hasSize(76);
  }

  @ParameterizedTest
  @MethodSource("slips")
  void a_slip_in_one_file_is_told_with_its_place_and_nothing_is_applied(Slip slip)
      throws IOException {
    Map<String, String> files = Applying.samples();
    var right = files.getOrDefault(slip.file, "");
    assertThat(right).contains(slip.right);
    files.put(
        slip.file,
        right.replaceFirst(Pattern.quote(slip.right), Matcher.quoteReplacement(slip.wrong)));

    var reading = Applying.apply(files, Applying.ALONE);

    assertThat(reading).isInstanceOf(Reading.Refused.class);
    assertThat(reading.mistakesFound()).hasSize(1);
    Mistake mistake = reading.mistakesFound().getFirst();
    assertThat(mistake.position().toString()).startsWith(slip.file + ":" + slip.place);
    assertThat(mistake.path()).isEqualTo(slip.path);
    assertThat(mistake.problem()).startsWith(slip.problem);
    assertThat(mistake.expected()).isEqualTo(slip.expected);
  }
}
