package io.holdfast.host.kind;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.apply.Applied;
import io.holdfast.api.apply.Source;
import io.holdfast.api.kind.Kind;
import io.holdfast.host.MachineWorkshop;
import io.holdfast.host.volume.Mounting;
import io.holdfast.schema.document.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlaceNotesTest {
  @TempDir Path directory;

  @BeforeEach
  void queue() throws IOException {
    Files.createDirectory(directory.resolve("queue"));
  }

  private List<String> notes() throws IOException {
    return PlaceNotes.of(kinds(), Mounting.now(directory.resolve("fstab")));
  }

  private void filled(String name) throws IOException {
    Files.writeString(Files.createDirectory(directory.resolve(name)).resolve("file"), "content");
  }

  private List<Kind> kinds() {
    var text =
        MachineWorkshop.kinds(
            """
            - { name: orders, path: ./orders }
            - { name: images, path: ./images }
            - { name: queue, path: ./queue, role: spool }
            """);
    var reading = Kinds.read(List.of(new Source("k.yaml", directory, text.getBytes(UTF_8))));
    assertThat(reading.mistakesFound()).isEmpty();
    return ((Reading.Read<Applied>) reading).value().kinds();
  }

  @Test
  void each_volume_that_is_not_there_or_no_directory_is_told() throws IOException {
    Files.writeString(directory.resolve("images"), "a file");

    assertThat(notes())
        .containsExactly(
            "application shop: the directory of volume orders, %s/orders, is not there; until that is mended, its backups are incomplete"
                .formatted(directory),
            "application shop: the directory of volume images, %s/images, is no directory; until that is mended, its backups are incomplete"
                .formatted(directory));
  }

  @Test
  void a_password_file_that_others_may_read_is_told() throws IOException {
    filled("orders");
    filled("images");
    var password = Files.writeString(directory.resolve("password"), "correct horse");
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-r-----"));

    assertThat(notes())
        .containsExactly(
            "repository main: others than its owner may read the password file %s: 'chmod 600' keeps them out"
                .formatted(password));

    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    assertThat(notes()).isEmpty();
  }

  @Test
  void directories_and_links_to_them_are_not_worth_a_word() throws IOException {
    filled("orders");
    filled("pictures");
    Files.createSymbolicLink(directory.resolve("images"), directory.resolve("pictures"));

    assertThat(notes()).isEmpty();
  }

  @Test
  void an_empty_volume_is_told_unless_it_may_be_empty() throws IOException {
    filled("orders");
    Files.createDirectory(directory.resolve("images"));

    assertThat(notes())
        .containsExactly(
            "application shop: the directory of volume images, %s/images, is empty, and its role is not spool; until that is mended, its backups are incomplete"
                .formatted(directory));
  }

  @Test
  void a_volume_on_a_disk_that_is_away_is_told() throws IOException {
    filled("orders");
    filled("images");
    Files.writeString(
        directory.resolve("fstab"), "LABEL=a %s/images ext4 rw\n".formatted(directory));

    assertThat(notes())
        .containsExactly(
            "application shop: the directory of volume images, %s/images, lies on a disk that is away: nothing is mounted at %s/images, where /etc/fstab wants something; until that is mended, its backups are incomplete"
                .formatted(directory, directory.toRealPath()));
  }
}
