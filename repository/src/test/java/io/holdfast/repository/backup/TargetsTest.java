package io.holdfast.repository.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.file.BytePath;
import io.holdfast.testkit.fact.Fact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetsTest {
  @TempDir Path directory;

  @BeforeEach
  void some_files() throws IOException {
    for (String name : List.of("a/same/f", "b/same/f", "b/same/g")) {
      Files.createDirectories(directory.resolve(name).getParent());
      Files.writeString(directory.resolve(name), name);
    }
  }

  @Test
  @Fact("F29")
  void stands_under_the_names_of_a_relative_path_as_in_restic() throws IOException {
    assertThat(places("a/same")).containsExactly("/a/same = a/same");
    assertThat(places("./a//same/../same/f")).containsExactly("/a/same/f = a/same/f");
  }

  @Test
  void files_of_one_name_in_different_directories_keep_apart() throws IOException {
    assertThat(places("b/same", "a/same")).containsExactly("/a/same = a/same", "/b/same = b/same");
  }

  @Test
  void what_leads_up_from_the_working_directory_is_left_out() throws IOException {
    assertThat(placesFrom("a/same", "../../b/same", "f"))
        .containsExactly("/b/same = b/same", "/f = a/same/f");
  }

  @Test
  void the_same_first_name_elsewhere_gets_a_number() throws IOException {
    assertThat(placesFrom("a", "same", "../b/same/f"))
        .containsExactly("/b/same/f = b/same/f", "/same = a/same");
    assertThat(placesFrom("a/same", "../same", "../../b/same/../same/g", "../../a"))
        .containsExactly("/a = a", "/b/same/g = b/same/g", "/same = a/same");
    assertThat(placesFrom("a", "same", "same/f", "../a/same", "../b/../a/same"))
        .containsExactly("/a/same = a/same", "/same = a/same");
    Files.createDirectories(directory.resolve("a/b"));
    assertThat(placesFrom("a", "b", "../b/same")).containsExactly("/b = a/b", "/b-1/same = b/same");
  }

  @Test
  void dots_mean_what_is_in_the_directory() throws IOException {
    assertThat(placesFrom("b/same", ".", ".."))
        .containsExactly("/f = b/same/f", "/g = b/same/g", "/same = b/same");
  }

  @Test
  void the_root_holds_everything() throws IOException {
    assertThat(
            Targets.of(
                    List.of(BytePath.of("/"), BytePath.of("a/same")),
                    BytePath.of(directory.toString()),
                    new Recorder(BackupListener.SILENT, new BackupCounts()))
                .root()
                .isNamed())
        .isTrue();
  }

  private List<String> places(String... paths) throws IOException {
    return placesFrom("", paths);
  }

  /** {@code place in the snapshot = place on disk below the directory}, in order. */
  private List<String> placesFrom(String workingDirectory, String... paths) throws IOException {
    Target root =
        Targets.of(
                Stream.of(paths).map(BytePath::of).toList(),
                BytePath.of(directory.resolve(workingDirectory).toString()),
                new Recorder(BackupListener.SILENT, new BackupCounts()))
            .root();
    List<String> found = new ArrayList<>();
    collect("", root, found);
    return found;
  }

  private void collect(String place, Target target, List<String> found) {
    if (target.isNamed()) {
      found.add(place + " = " + directory.relativize(Path.of(target.path().toString())));
    }
    target.children().forEach((name, below) -> collect(place + "/" + name.text(), below, found));
  }
}
