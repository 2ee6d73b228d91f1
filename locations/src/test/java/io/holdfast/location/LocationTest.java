package io.holdfast.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LocationTest {
  @Test
  void a_path_is_a_directory_of_this_machine() {
    assertThat(Location.parse("/srv/repository"))
        .isEqualTo(new Location.Local(Path.of("/srv/repository")));
    assertThat(Location.parse("local:relative")).isEqualTo(new Location.Local(Path.of("relative")));
  }

  @Test
  void a_prefix_names_the_kind_of_store() {
    assertThat(Location.parse("rest:https://backup.example/shop").kind()).isEqualTo("rest");
    assertThat(Location.parse("s3:https://s3.example/bucket/shop").kind()).isEqualTo("s3");
  }

  @Test
  void what_is_no_location_is_refused_with_what_was_expected() {
    Map<String, String> refusals =
        Map.of(
            "", "the repository's location is empty",
            "local:", "the repository's location is empty",
            "sftp:host:/x", "run 'rclone serve restic' in front of it",
            "file:///srv", "no location of a repository begins with file://",
            "/a\0b", "the repository is not a path",
            "rest:ftp://x/", "ftp");
    refusals.forEach((text, words) ->
        assertThatThrownBy(() -> Location.parse(text))
            .isInstanceOf(UnusableSettingException.class)
            .hasMessageContaining(words));
  }

  @Test
  void a_password_in_a_wrong_location_is_not_repeated() {
    assertThatThrownBy(() -> Location.parse("https://user:secret@host/"))
        .hasMessageContaining("https://")
        .hasMessageNotContaining("secret");
  }
}
