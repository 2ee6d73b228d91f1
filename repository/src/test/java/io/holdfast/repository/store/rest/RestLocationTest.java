package io.holdfast.repository.store.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RestLocationTest {
  @ParameterizedTest
  @CsvSource({
    "rest:http://host,                   http://host/",
    "rest:http://host:8000/,             http://host:8000/",
    "rest:https://host:8000/some/path,   https://host:8000/some/path/",
    "rest:https://host/some%20path/,     https://host/some%20path/",
    "rest:http://[::1]:8000/x/,          http://[::1]:8000/x/",
  })
  void reads_what_restic_reads(String location, URI base) {
    assertThat(RestLocation.parse(location)).isEqualTo(new RestLocation(base, null));
  }

  @Test
  void takes_user_and_password_out_of_the_url() {
    RestLocation location = RestLocation.parse("rest:https://us%40er:pa+ss%3Aw%2Frd@host:1/p");

    assertThat(location.credentials())
        .isEqualTo(new RestLocation.Credentials("us@er", "pa+ss:w/rd"));
    assertThat(location).hasToString("rest:https://host:1/p/");
    assertThat(location.credentials()).hasToString("Credentials[user=us@er, password=***]");
  }

  @Test
  void credentials_of_the_url_win_over_others() {
    RestLocation.Credentials others = new RestLocation.Credentials("other", "word");

    assertThat(RestLocation.parse("rest:http://host/").withDefault(others).credentials())
        .isEqualTo(others);
    assertThat(RestLocation.parse("rest:http://user:mine@host/").withDefault(others).credentials())
        .isEqualTo(new RestLocation.Credentials("user", "mine"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rest:",
        "rest:/srv/repository",
        "rest:host:8000",
        "rest:ftp://user:secret@host/",
        "rest:http://user:sec ret@host/",
        "rest:http://user:secret@host/?create=true",
        "rest:http://user:secret@host/#top",
        "rest:http://user:secret@host/in@path/?create=true",
        "/srv/secret"
      })
  void refuses_what_is_no_location_and_keeps_the_password_to_itself(String text) {
    assertThatThrownBy(() -> RestLocation.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected")
        .hasMessageNotContaining("secret")
        .hasMessageNotContaining("sec ret");
  }

  @Test
  void shows_a_path_with_an_at_sign_as_it_is() {
    assertThatThrownBy(() -> RestLocation.parse("rest:http://host/me@home/?create=true"))
        .hasMessageContaining("'rest:http://host/me@home/?create=true'");
  }
}
