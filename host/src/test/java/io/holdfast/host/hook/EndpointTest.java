package io.holdfast.host.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EndpointTest {
  @TempDir private Path directory;

  @Test
  void reads_a_connection_with_special_characters_in_the_password() throws IOException {
    var endpoint =
        Endpoint.parse("postgresql://backup:a%3Ab%40c+d@db.example:6000/shop?sslmode=require", "x");

    assertThat(endpoint.user()).isEqualTo("backup");
    assertThat(endpoint.password()).isEqualTo("a:b@c+d");
    assertThat(endpoint.host()).isEqualTo("db.example");
    assertThat(endpoint.port(5432)).isEqualTo(6000);
    assertThat(endpoint.name()).isEqualTo("shop");
    assertThat(endpoint.options()).containsEntry("sslmode", "require");
  }

  @Test
  void shows_no_password() throws IOException {
    var endpoint = Endpoint.parse("redis://:hunter2@127.0.0.1:1", "x");

    assertThat(endpoint.toString()).isEqualTo("127.0.0.1:1");
  }

  @Test
  void masks_the_password_in_every_form_it_may_have_in_a_message() throws IOException {
    var endpoint = Endpoint.parse("mariadb://backup:p%40ss@h/?trustStorePassword=opensesame", "x");

    assertThat(endpoint.masked("jdbc://backup:p%40ss@h, p@ss, p%40ss, opensesame"))
        .doesNotContain("p@ss", "p%40ss", "opensesame")
        .contains("***");
  }

  @Test
  void says_where_a_malformed_connection_is_and_does_not_show_it() {
    assertThatThrownBy(() -> Endpoint.parse("postgresql://me:hun ter2@host", "env:SHOP_DB"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("env:SHOP_DB")
        .hasMessageContaining("%XX")
        .hasNoCause()
        .hasMessageNotContaining("ter2");
  }

  @Test
  void a_password_is_never_taken_for_a_host_or_a_name() {
    for (var text :
        new String[] {
          "postgresql://backup:b@hunter2/1@127.0.0.1:5432/shop",
          "postgresql://backup:1/hunter2@127.0.0.1/shop",
          "postgresql://backup:1?hunter2@127.0.0.1/shop",
          "postgresql://backup:1#hunter2@127.0.0.1/shop"
        }) {
      assertThatThrownBy(() -> Endpoint.parse(text, "env:SHOP_DB"))
          .as(text)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("@ as %40")
          .hasMessageNotContaining("hunter2");
    }
  }

  @Test
  void a_connection_in_place_of_its_source_is_refused_and_not_shown() {
    assertThatThrownBy(() -> Source.parse("postgresql://me:hunter2@host"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("env:NAME")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void a_file_that_others_can_read_is_refused() throws IOException {
    var file = Files.writeString(directory.resolve("secret"), "redis://:hunter2@127.0.0.1");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertThatThrownBy(() -> Source.parse("file:" + file).read())
        .hasMessageContaining("chmod 600")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void a_variable_that_is_not_set_is_named() {
    assertThatThrownBy(() -> Source.parse("env:HOLDFAST_NO_SUCH").read())
        .hasMessageContaining("HOLDFAST_NO_SUCH, which is not set");
  }

  @Test
  void another_kind_of_server_is_refused() throws IOException {
    var endpoint = Endpoint.parse("http://127.0.0.1", "x");

    assertThatThrownBy(() -> endpoint.require("redis", "rediss"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("'redis://' or 'rediss://'");
  }
}
