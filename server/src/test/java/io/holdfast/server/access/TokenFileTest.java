package io.holdfast.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.platform.Caller;
import io.holdfast.api.platform.Role;
import io.holdfast.protection.safeguard.Administrators;
import io.holdfast.server.access.Tokens.Removal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // set before each test
final class TokenFileTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("tokens.json");
  }

  @Test
  void keeps_tokens_over_a_restart() throws IOException {
    var token = token("ci", NOW);

    var added = TokenFile.open(file).add(token);

    assertThat(added).isTrue();
    assertThat(TokenFile.open(file).list()).containsExactly(token);
  }

  @Test
  void is_for_its_owner_only() throws IOException {
    TokenFile.open(file).add(token("ci", NOW));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void never_holds_a_secret() throws IOException {
    var tokens = TokenFile.open(file);

    var secret =
        new Issuing(tokens, new SecureRandom(), InstantSource.fixed(NOW))
            .issue("ci", Role.VIEWER, null)
            .orElseThrow()
            .reveal();

    assertThat(Files.readString(file)).contains("\"ci\"").doesNotContain(secret.substring(9));
  }

  @Test
  void refuses_a_second_token_of_a_name() throws IOException {
    var tokens = TokenFile.open(file);
    tokens.add(token("ci", NOW));

    assertThat(tokens.add(token("ci", NOW.plusSeconds(9)))).isFalse();

    assertThat(tokens.list()).containsExactly(token("ci", NOW));
  }

  @Test
  void forgets_what_is_removed_over_a_restart() throws IOException {
    var tokens = TokenFile.open(file);
    tokens.add(token("ci", NOW));

    assertThat(tokens.remove("ci", NOW)).isEqualTo(Removal.REMOVED);

    assertThat(tokens.remove("ci", NOW)).isEqualTo(Removal.ABSENT);
    assertThat(TokenFile.open(file).list()).isEmpty();
  }

  @Test
  void changes_nothing_when_the_disk_refuses() throws IOException {
    var tokens = TokenFile.open(file);
    tokens.add(token("ci", NOW));
    Files.createDirectories(directory.resolve("tokens.json.new/in-the-way"));

    assertThatThrownBy(() -> tokens.add(token("cd", NOW))).isInstanceOf(IOException.class);

    assertThat(tokens.list()).containsExactly(token("ci", NOW));
  }

  @Test
  void two_admins_are_several_since_the_second_came() throws IOException {
    var tokens = TokenFile.open(file);
    tokens.add(admin("local", NOW, null));
    tokens.add(token("prometheus", NOW.plusSeconds(1)));
    assertThat(tokens.administrators(NOW)).isEqualTo(Administrators.ONE);

    tokens.add(admin("ben", NOW.plusSeconds(2), null));
    tokens.add(admin("cleo", NOW.plusSeconds(3), null));

    assertThat(TokenFile.open(file).administrators(NOW.plusSeconds(4)))
        .isEqualTo(new Administrators(NOW.plusSeconds(2)));
  }

  @Test
  void an_admin_who_takes_anothers_place_begins_nothing_anew() throws IOException {
    var tokens = TokenFile.open(file);
    tokens.add(admin("local", NOW, null));
    tokens.add(admin("ben", NOW.plusSeconds(2), null));

    tokens.add(admin("cleo", NOW.plusSeconds(9), null));
    tokens.remove("ben", NOW.plusSeconds(9));

    assertThat(tokens.administrators(NOW.plusSeconds(10)))
        .isEqualTo(new Administrators(NOW.plusSeconds(2)));
  }

  @Test
  void an_admin_whose_token_has_expired_is_nobody() throws IOException {
    var tokens = TokenFile.open(file);
    tokens.add(admin("local", NOW, null));
    tokens.add(admin("ben", NOW.plusSeconds(2), NOW.plusSeconds(5)));
    assertThat(tokens.administrators(NOW.plusSeconds(5))).isEqualTo(Administrators.ONE);

    tokens.add(admin("cleo", NOW.plusSeconds(9), null));

    assertThat(tokens.administrators(NOW.plusSeconds(9)))
        .isEqualTo(new Administrators(NOW.plusSeconds(9)));
  }

  @Test
  void the_last_admin_who_is_good_stays() throws IOException {
    var tokens = TokenFile.open(file);
    tokens.add(admin("local", NOW, null));
    tokens.add(admin("ben", NOW, NOW.plusSeconds(5)));
    tokens.add(token("ci", NOW));

    assertThat(tokens.remove("local", NOW.plusSeconds(5))).isEqualTo(Removal.LAST_ADMIN);
    assertThat(tokens.list()).extracting(Token::name).contains("local");
    assertThat(tokens.remove("ben", NOW.plusSeconds(5))).isEqualTo(Removal.REMOVED);
    assertThat(tokens.remove("ci", NOW.plusSeconds(5))).isEqualTo(Removal.REMOVED);

    tokens.add(admin("cleo", NOW, null));
    assertThat(tokens.remove("local", NOW.plusSeconds(5))).isEqualTo(Removal.REMOVED);
  }

  @Test
  void two_admins_of_whom_nothing_says_since_when_are_several_since_ever() throws IOException {
    var tokens = TokenFile.open(file);
    tokens.add(admin("local", NOW, null));
    tokens.add(admin("ben", NOW, null));
    Files.writeString(
        file, Files.readString(file).replaceAll(",\"severalAdminsSince\":\"[^\"]*\"", ""));

    assertThat(TokenFile.open(file).administrators(NOW)).isEqualTo(Administrators.SEVERAL);
  }

  @Test
  void refuses_a_damaged_file_with_the_place_of_the_damage() throws IOException {
    Files.writeString(file, "{\"tokens\":[{\"name\":\"ci\",\"role\":\"king\"}]}");

    assertThatThrownBy(() -> TokenFile.open(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("tokens.json:1:")
        .hasMessageContaining("king");
  }

  @Test
  void issues_another_local_token_when_its_file_is_gone() throws IOException {
    var tokens = TokenFile.open(file);
    var local =
        new LocalToken(
            directory.resolve("token"),
            tokens,
            new Issuing(tokens, new SecureRandom(), InstantSource.fixed(NOW)));
    local.ensure();
    var first = Files.readString(directory.resolve("token"));
    local.ensure();
    assertThat(Files.readString(directory.resolve("token"))).isEqualTo(first);
    Files.delete(directory.resolve("token"));

    local.ensure();

    var second = Files.readString(directory.resolve("token")).strip();
    assertThat(second).isNotEqualTo(first.strip());
    assertThat(new Gate(tokens).admit("Bearer " + second, NOW))
        .isEqualTo(new Gate.Entry.Admitted(new Caller("local", Role.ADMIN)));
    assertThat(new Gate(tokens).admit("Bearer " + first.strip(), NOW))
        .isInstanceOf(Gate.Entry.Turned.class);
  }

  private static Token admin(String name, Instant created, @Nullable Instant expires) {
    return new Token(name, Role.ADMIN, "0".repeat(64), created, expires);
  }

  private static Token token(String name, Instant created) {
    return new Token(name, Role.VIEWER, "0".repeat(64), created, null);
  }
}
