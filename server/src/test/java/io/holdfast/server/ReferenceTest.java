package io.holdfast.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.platform.Caller;
import io.holdfast.api.platform.Operation;
import io.holdfast.api.platform.Platform;
import io.holdfast.server.access.Issuing;
import io.holdfast.server.access.TokenFile;
import io.holdfast.server.route.Media;
import io.holdfast.server.route.ProblemKind;
import io.holdfast.server.route.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference says what the program does. */
@SuppressWarnings("NullAway.Init") // set before each test
final class ReferenceTest {
  private static final Path PAGE = Path.of("../docs/reference/http-api.md");

  @TempDir Path directory;

  /** Is never asked here. */
  private static final Platform NOBODY =
      new Platform() {
        @Override
        public <Q extends Record, A extends Record> A answer(
            Operation<Q, A> operation, Q question, Caller caller) {
          throw new AssertionError("nobody asks " + operation.name());
        }
      };

  @Test
  void lists_every_route_and_no_other() throws IOException {
    var tokens = TokenFile.open(directory.resolve("tokens.json"));
    var issuing = new Issuing(tokens, new SecureRandom(), InstantSource.system());

    var routes = Wiring.routes(tokens, issuing, () -> true, () -> "", NOBODY).all();

    assertThat(
            rows("| `")
                .filter(row -> !row.startsWith("| `urn"))
                .map(row -> row.substring(0, nthBar(row, 4))))
        .containsExactlyElementsOf(routes.stream().map(ReferenceTest::row).toList());
  }

  @Test
  void lists_every_kind_of_problem_and_no_other() throws IOException {
    assertThat(
            rows("| ").filter(row -> row.matches("\\| [0-9]{3} .*")).map(row -> row.split("\\|")))
        .extracting(cells -> cells[1].strip() + " " + cells[2].strip().replace("`", ""))
        .containsExactlyElementsOf(
            Arrays.stream(ProblemKind.values())
                .map(kind -> kind.status() + " " + kind.type().replace("urn:holdfast:problem:", ""))
                .toList());
  }

  private static Stream<String> rows(String start) throws IOException {
    return Files.readAllLines(PAGE).stream().filter(line -> line.startsWith(start));
  }

  private static int nthBar(String row, int count) {
    int at = -1;
    for (int i = 0; i < count; i++) {
      at = row.indexOf('|', at + 1);
    }
    return at + 1;
  }

  private static String row(Route route) {
    var role = route.role();
    return "| `%s` | %s | %s |"
        .formatted(route.name(), role == null ? "nothing" : role.word(), words(route.accepts()));
  }

  private static String words(List<Media> accepts) {
    return accepts.isEmpty()
        ? "nothing"
        : String.join(" or ", accepts.stream().map(Media::name).toList());
  }
}
