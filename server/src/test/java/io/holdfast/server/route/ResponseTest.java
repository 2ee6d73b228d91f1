package io.holdfast.server.route;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.platform.KitView;
import io.holdfast.api.platform.Problem;
import io.holdfast.api.platform.RunList;
import io.holdfast.schema.Json;
import io.holdfast.schema.document.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ResponseTest {
  @Test
  void an_answer_has_its_empty_lists() {
    for (var response :
        List.of(
            Response.ok(new RunList(List.of())),
            Response.created(new RunList(List.of())),
            Response.accepted(new RunList(List.of())))) {
      assertThat(new String(response.body(), UTF_8)).isEqualTo("{\"runs\":[]}");
    }
  }

  @Test
  void an_answer_shows_what_would_not_show_in_it_and_says_the_same() {
    var name = "in\u202etxt.exe \u2066 \u200b \u0085 \u2028 \ud83d\ude00 \udb40\udc41 \"ä\"";
    var answers =
        List.of(
            Response.ok(new KitView(List.of(name), "f", List.of())),
            Response.of(new Problem("t", "t", 409, name, List.of(), List.of())));

    for (var answer : answers) {
      assertThat(new String(answer.body(), UTF_8))
          .contains(
              "in\\u202etxt.exe \\u2066 \\u200b \\u0085 \\u2028 \ud83d\ude00 \\udb40\\udc41"
                  + " \\\"ä\\\"");
    }
    assertThat(Json.read(answers.getFirst().body(), KitView.class))
        .isEqualTo(new Reading.Read<>(new KitView(List.of(name), "f", List.of())));
  }
}
