package io.holdfast.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.platform.Caller;
import io.holdfast.api.platform.Role;
import io.holdfast.server.access.Gate.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // set before each test
final class GateTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  @TempDir Path directory;
  private Tokens tokens;
  private Issuing issuing;

  @BeforeEach
  void open() throws IOException {
    tokens = TokenFile.open(directory.resolve("tokens.json"));
    issuing = new Issuing(tokens, new SecureRandom(), InstantSource.fixed(NOW));
  }

  @Test
  void knows_the_caller_of_a_good_token() throws IOException {
    var secret = issue("ci", Role.OPERATOR, null);

    assertThat(admit("Bearer " + secret))
        .isEqualTo(new Entry.Admitted(new Caller("ci", Role.OPERATOR)));
    assertThat(admit("bearer   " + secret)).isInstanceOf(Entry.Admitted.class);
  }

  @Test
  void does_not_count_a_missing_token_as_an_attempt() {
    assertThat(admit(null))
        .isInstanceOfSatisfying(
            Entry.Turned.class, turned -> assertThat(turned.attempt()).isFalse());
  }

  @Test
  void turns_away_what_is_no_token_of_ours() throws IOException {
    var secret = issue("ci", Role.OPERATOR, null);

    for (var wrong :
        new String[] {
          "Bearer",
          "Bearer ",
          "Bearer x",
          "Basic " + secret,
          "Bearer " + secret + "x",
          "Bearer " + secret.substring(0, secret.length() - 1),
          "Bearer " + Secret.random(new SecureRandom()).reveal(),
          "Bearer " + tokens.list().getFirst().sha256()
        }) {
      assertThat(admit(wrong))
          .as(wrong)
          .isInstanceOfSatisfying(
              Entry.Turned.class, turned -> assertThat(turned.attempt()).isTrue());
    }
  }

  @Test
  void turns_an_expired_token_away_and_says_when_it_expired() throws IOException {
    var secret = issue("ci", Role.OPERATOR, NOW);

    assertThat(admit("Bearer " + secret).toString())
        .contains("'ci' has expired at 2026-03-01T00:00:00Z");
    assertThat(new Gate(tokens).admit("Bearer " + secret, NOW.minusMillis(1)))
        .isInstanceOf(Entry.Admitted.class);
  }

  @Test
  void turns_a_removed_token_away() throws IOException {
    var secret = issue("ci", Role.OPERATOR, null);

    tokens.forget("ci");

    assertThat(admit("Bearer " + secret)).isInstanceOf(Entry.Turned.class);
  }

  @Test
  void says_nothing_of_the_token_that_it_turns_away() {
    var secret = Secret.random(new SecureRandom());

    assertThat(admit("Bearer " + secret.reveal()).toString()).doesNotContain(secret.reveal());
    assertThat(secret.toString()).isEqualTo("***");
  }

  private Entry admit(@Nullable String header) {
    return new Gate(tokens).admit(header, NOW);
  }

  private String issue(String name, Role role, @Nullable Instant expires) throws IOException {
    return issuing.issue(name, role, expires).orElseThrow().reveal();
  }
}
