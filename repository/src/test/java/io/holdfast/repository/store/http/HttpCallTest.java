package io.holdfast.repository.store.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class HttpCallTest {
  @Test
  void prints_none_of_its_headers() {
    HttpCall call =
        new HttpCall("GET", URI.create("https://host/keys/"))
            .with("Authorization", "Basic bWU6c2VjcmV0");

    assertThat(call).hasToString("GET https://host/keys/");
  }
}
