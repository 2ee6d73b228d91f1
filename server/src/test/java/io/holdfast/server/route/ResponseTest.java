package io.holdfast.server.route;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.platform.RunList;
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
}
