package io.holdfast.repository.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CredentialsFileTest {
  @TempDir private Path home;

  @Test
  void is_looked_for_where_the_tools_of_aws_keep_it() throws IOException {
    Path file = Files.createDirectory(home.resolve(".aws")).resolve("credentials");
    write(file);

    assertThat(keys(Map.of()).accessKey()).isEqualTo("one");
    S3Credentials.Keys other = keys(Map.of("AWS_PROFILE", "backup"));
    assertThat(other.accessKey()).isEqualTo("two");
    assertThat(other.secretKey().reveal()).isEqualTo("secret two");
    assertThat(Objects.requireNonNull(other.sessionToken()).reveal()).isEqualTo("token two");
  }

  @Test
  void lies_elsewhere_when_a_variable_says_so_and_counts_less_than_keys_in_variables()
      throws IOException {
    Path file = home.resolve("elsewhere");
    write(file);

    Map<String, String> named = Map.of("AWS_SHARED_CREDENTIALS_FILE", file.toString());
    assertThat(keys(named).accessKey()).isEqualTo("one");
    Map<String, String> both = new HashMap<>(named);
    both.put("AWS_ACCESS_KEY_ID", "three");
    both.put("AWS_SECRET_ACCESS_KEY", "secret three");
    assertThat(keys(both).accessKey()).isEqualTo("three");
  }

  @Test
  void must_have_what_a_variable_names() throws IOException {
    assertThatThrownBy(() -> keys(Map.of())).hasMessageContaining("no credentials for");
    assertThatThrownBy(() -> keys(Map.of("AWS_SHARED_CREDENTIALS_FILE", "/nowhere")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the credentials file /nowhere cannot be read");
    Path file = home.resolve("file");
    write(file);
    for (String profile : new String[] {"absent", "empty"}) {
      assertThatThrownBy(() ->
              keys(Map.of("AWS_SHARED_CREDENTIALS_FILE", file.toString(), "AWS_PROFILE", profile)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("has no access key for the profile '%s'", profile);
    }
  }

  private S3Credentials.Keys keys(Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(variables);
    all.put("HOME", home.toString());
    return (S3Credentials.Keys)
        S3Settings.of(S3Location.parse("s3:host/bucket"), all).credentials();
  }

  private static void write(Path file) throws IOException {
    Files.writeString(
        file,
        """
        [default]
        aws_access_key_id = one
        aws_secret_access_key = secret one

        [backup]
        aws_access_key_id = two
        aws_secret_access_key = secret two
        aws_session_token = token two

        [empty]
        region = eu-central-1
        """);
  }
}
