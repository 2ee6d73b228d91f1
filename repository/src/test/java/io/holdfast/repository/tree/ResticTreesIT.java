package io.holdfast.repository.tree;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.Opening;
import io.holdfast.repository.Repository;
import io.holdfast.repository.crypto.Password;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.store.LocalObjectStore;
import io.holdfast.testkit.fact.Fact;
import io.holdfast.testkit.peer.Peer;
import io.holdfast.testkit.peer.Program;
import io.holdfast.testkit.peer.Restic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What restic stored of a directory with every kind of entry, read and written again. */
final class ResticTreesIT {
  private static final String PASSWORD = "correct horse";

  private static final String ENTRIES =
      """
      mkdir -p 'a directory/of < & > "marks"' empty
      : >empty-file
      head -c 1500000 /dev/urandom >file
      ln file second-name
      mkfifo pipe
      ln -s file link
      : >"$(printf 'bytes \\377\\376 line\\nbreak \\177 tab\\t')"
      : >'ümläut 日本語 🦉'
      : >"$(printf 'u+2028 \\342\\200\\250 nbsp \\302\\240')"
      chmod 4751 file; chmod 1777 empty
      touch -d '1969-12-31 23:59:58.5 UTC' empty-file
      touch -d '2001-02-03 04:05:06.123456789 UTC' link -h
      setfattr -n user.note -v 'a value' file 2>/dev/null || true
      """;

  /** restic 0.14 has no {@code linktarget_raw}: it loses such a target. */
  private static final String ODD_TARGET = "ln -s \"$(printf 'no text \\377')\" odd-target\n";

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(
      value = Peer.class,
      names = {"RESTIC", "RESTIC_0_14"})
  @Fact({"F23", "F24", "F25", "F26", "F27", "F28", "F30"})
  void are_written_again_byte_for_byte(Peer peer) throws IOException {
    var trees = storedTrees(peer);

    assertThat(trees).hasSizeGreaterThan(4);
    for (var tree : trees) {
      var again = new TreeWriter();
      TreeReader.readAll(tree).forEach(again::add);

      assertThat(new String(again.finish(), UTF_8)).isEqualTo(new String(tree, UTF_8));
    }
  }

  @Test
  @Fact("F29")
  void a_relative_path_stands_under_its_names() throws IOException {
    var root = TreeReader.readAll(storedTrees(Peer.RESTIC).getFirst());

    assertThat(root)
        .singleElement()
        .satisfies(node -> assertThat(node.name().text()).isEqualTo("source"));
  }

  /** All trees of a snapshot of {@link #ENTRIES}, the root first. */
  private List<byte[]> storedTrees(Peer peer) throws IOException {
    var source = Files.createDirectory(directory.resolve("source"));
    var made =
        Program.of(List.of("sh", "-ec", entries(peer))).in(source).run(Duration.ofMinutes(1));
    assertThat(made.exit()).as(made.errors()).isZero();
    var repository = directory.resolve("repository");
    try (var restic = new Restic(peer.program(), repository, PASSWORD)) {
      assertThat(restic.run("init").exit()).isZero();
      var backup = restic.command("backup", "source").in(directory).run(Duration.ofMinutes(2));
      assertThat(backup.exit()).as(backup.errors()).isZero();
    }
    try (var password = Password.of(PASSWORD.getBytes(UTF_8));
        var opened = open(repository, password)) {
      return trees(opened);
    }
  }

  private static String entries(Peer peer) {
    return peer == Peer.RESTIC ? ENTRIES + ODD_TARGET : ENTRIES;
  }

  private static Repository open(Path place, Password password) throws IOException {
    return switch (Opening.open(
        new LocalObjectStore(place), password, Optional.empty(), new SecureRandom())) {
      case Opening.Opened(Repository repository) -> repository;
      case Opening.NoRepository _, Opening.NoUsableKey _, Opening.WrongPassword _ ->
          throw new IOException("restic's repository does not open");
    };
  }

  private static List<byte[]> trees(Repository repository) throws IOException {
    var trees = new ArrayList<byte[]>();
    var waiting = new ArrayDeque<BlobId>();
    repository.snapshots().all().values().forEach(snapshot -> waiting.add(snapshot.tree()));
    repository.loadIndex();
    try (var codec = repository.newCodec()) {
      while (!waiting.isEmpty()) {
        var tree = repository.reader().load(BlobType.TREE, waiting.remove(), codec);
        trees.add(tree);
        for (var node : TreeReader.readAll(tree)) {
          if (node instanceof DirectoryNode below) {
            waiting.add(below.subtree());
          }
        }
      }
    }
    return trees;
  }
}
