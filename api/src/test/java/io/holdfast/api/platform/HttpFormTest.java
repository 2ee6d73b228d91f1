package io.holdfast.api.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.restore.RestoreSpec;
import io.holdfast.schema.document.Reading;
import io.holdfast.schema.shape.Shape;
import io.holdfast.schema.shape.Shapes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class HttpFormTest {
  @Test
  void a_question_stands_in_path_and_query() {
    var question = new AwaitRequest("a b/ä", Duration.ofSeconds(5));

    var form = HttpForm.of(Operations.AWAIT, question);

    assertThat(form.path()).isEqualTo("/v1/requests/a%20b%2F%C3%A4?patience=5s");
    assertThat(form.body()).isEmpty();
    assertThat(
            HttpForm.read(
                Operations.AWAIT,
                Map.of("request", "a b/ä"),
                Map.of("patience", "5s"),
                new byte[0]))
        .isEqualTo(new Reading.Read<>(question));
  }

  @Test
  void numbers_of_a_query_are_numbers() {
    var form = HttpForm.of(Operations.LIST_RUNS, new RecentRuns("7", 12));

    assertThat(form.path()).isEqualTo("/v1/runs?application=7&most=12");
    assertThat(
            HttpForm.read(
                Operations.LIST_RUNS,
                Map.of(),
                Map.of("application", "7", "most", "12"),
                new byte[0]))
        .isEqualTo(new Reading.Read<>(new RecentRuns("7", 12)));
  }

  @Test
  void the_rest_of_a_question_is_the_body() {
    var question =
        new RestoreWish(
            "shop",
            "newest",
            RestoreSpec.Mode.SWAP,
            List.of(new RestoreWish.Target("orders", null)),
            List.of(),
            true,
            null);

    var form = HttpForm.of(Operations.RESTORE, question);

    assertThat(form.path()).isEqualTo("/v1/applications/shop/restores");
    assertThat(form.body().orElseThrow()).startsWith("{\"point\":\"newest\",\"mode\":\"Swap\"");
    assertThat(
            HttpForm.read(
                Operations.RESTORE,
                Map.of("application", "shop"),
                Map.of(),
                form.body().orElseThrow().getBytes(UTF_8)))
        .isEqualTo(new Reading.Read<>(question));
  }

  @Test
  void what_the_path_says_is_not_said_again() {
    assertThat(
            HttpForm.read(
                    Operations.RESTORE,
                    Map.of("application", "shop"),
                    Map.of(),
                    "{\"application\":\"blog\"}".getBytes(UTF_8))
                .mistakesFound())
        .singleElement()
        .asString()
        .isEqualTo(
            "body:1:2: has application, which the path says already; expected the other fields");
  }

  @Test
  void mistakes_in_a_query_have_its_name() {
    assertThat(
            HttpForm.read(
                    Operations.LIST_RUNS, Map.of(), Map.of("most", "0", "mots", "1"), new byte[0])
                .mistakesFound())
        .extracting(Object::toString)
        .containsExactlyInAnyOrder(
            "query 'most':1:1: most: is the number 0; expected a whole number from 1 to 10000",
            "query 'mots':1:1: mots: is an unknown field, did you mean \"most\"?; expected one of"
                + " application, most");
  }

  @Test
  void whatever_a_query_carries_is_a_single_value() {
    for (Operation<?, ?> operation : Operations.all()) {
      if (operation.method() != Operation.Method.POST) {
        assertThat(((Shape.RecordOf) Shapes.of(operation.question())).fields())
            .as(operation.name())
            .noneMatch(field ->
                field.shape() instanceof Shape.ListOf
                    || field.shape() instanceof Shape.MapOf
                    || field.shape() instanceof Shape.RecordOf
                    || field.shape() instanceof Shape.OneOf);
      }
    }
  }

  @Test
  void every_answer_can_be_written() {
    assertThat(Operations.all()).allSatisfy(operation -> Shapes.of(operation.answer()));
  }
}
