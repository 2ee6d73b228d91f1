package io.holdfast.server.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestTargetTest {
  @Test
  void splits_before_it_decodes() {
    var target = RequestTarget.parse("/v1/a%2Fb%20c/%C3%BC?x=1+2%26&y&x=%C3%BC").orElseThrow();

    assertThat(target.path()).isEqualTo(List.of("v1", "a/b c", "ü"));
    assertThat(target.query()).isEqualTo(Map.of("x", "ü", "y", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "v1",
        "http://elsewhere/v1",
        "/%",
        "/%4",
        "/%zz",
        "/%00",
        "/%0a",
        "/%ff",
        "/%C0%AF",
        "/a/../b",
        "/a/%2e%2E/b",
        "/./a",
        "/a#b",
        "/ü",
        "/a?x=%",
        "/a?%ff=1"
      })
  void refuses_what_is_malformed(String text) {
    assertThat(RequestTarget.parse(text)).isEmpty();
  }

  @Test
  void refuses_more_names_than_anybody_needs() {
    var query = new StringBuilder("/a?");
    for (int i = 0; i < 65; i++) {
      query.append('n').append(i).append("=1&");
    }

    assertThat(RequestTarget.parse(query.toString())).isEmpty();
  }
}
