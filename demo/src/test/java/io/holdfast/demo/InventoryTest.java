package io.holdfast.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's proof is worth what its comparison sees. */
final class InventoryTest {
  @TempDir Path root;

  @BeforeEach
  void make() throws IOException {
    Files.writeString(root.resolve("file"), "content");
    Files.createLink(root.resolve("same"), root.resolve("file"));
    Files.createSymbolicLink(root.resolve("link"), Path.of("file"));
    Files.createDirectory(root.resolve("directory"));
  }

  @Test
  void two_looks_at_one_place_are_the_same() throws IOException {
    assertThat(differencesAfter(() -> {})).isEmpty();
  }

  @Test
  void sees_other_content_of_the_same_length_and_time() throws IOException {
    assertThat(differencesAfter(() -> Documents.flip(root.resolve("file"), 3)))
        .anySatisfy(place -> assertThat(place).startsWith("file: "));
  }

  @Test
  void sees_another_mode() throws IOException {
    var mode = PosixFilePermissions.fromString("rwx---r--");

    assertThat(differencesAfter(() -> Files.setPosixFilePermissions(root.resolve("file"), mode)))
        .anySatisfy(place -> assertThat(place).startsWith("file: "));
  }

  @Test
  void sees_a_time_that_is_a_microsecond_off() throws IOException {
    var time = Instant.parse("2020-01-01T00:00:00.000001Z");
    Files.setLastModifiedTime(root.resolve("directory"), FileTime.from(time));

    assertThat(
            differencesAfter(() ->
                Files.setLastModifiedTime(
                    root.resolve("directory"), FileTime.from(time.plusNanos(1_000)))))
        .singleElement()
        .asString()
        .startsWith("directory: ");
  }

  @Test
  void sees_another_link_target() throws IOException {
    assertThat(
            differencesAfter(() -> {
              Files.delete(root.resolve("link"));
              Files.createSymbolicLink(root.resolve("link"), Path.of("elsewhere"));
            }))
        .anySatisfy(place -> assertThat(place).startsWith("link: ").contains("elsewhere"));
  }

  @Test
  void sees_that_two_names_are_no_longer_one_file() throws IOException {
    assertThat(
            differencesAfter(() -> {
              var time = Files.getLastModifiedTime(root.resolve("file"));
              Files.delete(root.resolve("same"));
              Files.writeString(root.resolve("same"), "content");
              Files.setLastModifiedTime(root.resolve("same"), time);
            }))
        .anySatisfy(place -> assertThat(place).startsWith("same: "));
  }

  @Test
  void sees_an_extended_attribute() throws IOException {
    assertThat(
            differencesAfter(() ->
                Files.getFileAttributeView(root.resolve("file"), UserDefinedFileAttributeView.class)
                    .write("note", ByteBuffer.wrap("x".getBytes(UTF_8)))))
        .anySatisfy(place -> assertThat(place).startsWith("file: ").contains("note"));
  }

  @Test
  void sees_what_is_missing_and_what_is_too_much() throws IOException {
    assertThat(
            differencesAfter(() -> {
              Files.delete(root.resolve("link"));
              Files.writeString(root.resolve("new"), "");
            }))
        .contains("link is missing", "new should not be there");
  }

  private interface Change {
    void run() throws IOException;
  }

  private List<String> differencesAfter(Change change) throws IOException {
    var before = Inventory.of(root);
    change.run();
    return before.differences(Inventory.of(root));
  }
}
