package io.holdfast.repository.restore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.repository.Opening;
import io.holdfast.repository.Repository;
import io.holdfast.repository.crypto.Password;
import io.holdfast.repository.file.BytePath;
import io.holdfast.repository.select.Selection;
import io.holdfast.repository.snapshot.Snapshot;
import io.holdfast.repository.store.LocalObjectStore;
import io.holdfast.testkit.peer.Peer;
import io.holdfast.testkit.peer.Program;
import io.holdfast.testkit.peer.Restic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stock restic writes entries of every kind; what is restored is compared by other tools. */
class RestoreResticIT {
  private static final String PASSWORD = "correct horse";
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private static final String MAKE =
      """
      set -e
      mkdir -p d/deep/er empty
      head -c 9000000 /dev/urandom > d/large
      cp d/large d/again
      echo small > d/deep/small
      : > d/deep/er/nothing
      truncate -s 20M sparse
      printf x | dd of=sparse bs=1 seek=9000000 conv=notrunc status=none
      ln d/large linked
      ln d/deep/small d/deep/er/linked
      ln -s d/large symlink
      ln -s "$(printf 'no\\nwhere\\377')" dangling
      mkfifo fifo
      echo odd > "$(printf 'q"uote\\\\back\\nline\\377')"
      echo utf > "käse-日本"
      echo dash > -- -dash
      setfattr -n user.comment -v 'some value' d/deep/small
      setfattr -n user.binary -v 0x00ff0a d/deep
      setfacl -m u:12345:rw,g:999:r d/deep/er/nothing
      setfacl -d -m u:12345:rwx d/deep/er
      chmod 0400 d/deep/small
      chmod 4755 d/again
      chmod 2775 empty
      chmod 1777 d
      if [ "$(id -u)" = 0 ]; then
        mknod null c 1 3
        mknod block b 7 200
        chown 1234:5678 d/again
        chown -h 4321:8765 symlink
        chown 1:2 empty
        chmod 4755 d/again
        setfattr -n trusted.thing -v t d/large
      fi
      touch -h -d '2001-02-03 04:05:06.123456789' symlink d/large fifo
      touch -d '1969-12-31 23:59:58.999999999' d/deep/small
      touch -d '2038-02-03 04:05:06.000000001' empty d/deep/er d/deep d
      """;

  /** Everything that find, getfattr and sha256sum know, but change times and inodes. */
  private static final String DESCRIBE =
      """
      export LC_ALL=C
      find . -mindepth 1 -printf '%P\\t%y %m %U %G %n %T@ %l\\t' -printf '%s\\n' |
        sed -E 's/(\\t[d] .*\\t)[0-9]+$/\\1-/' | sort
      find . -type f -print0 | sort -z | xargs -0 sha256sum
      find . \\( -type b -o -type c \\) -exec stat -c '%n %t %T' {} + | sort
      getfattr -R -h -d -m - . 2>/dev/null
      """;

  @TempDir private Path directory;

  @Test
  void restores_what_restic_wrote_to_the_last_attribute() throws IOException {
    Path source = Files.createDirectory(directory.resolve("source"));
    shell(MAKE, source);
    String expected = shell(DESCRIBE, source);
    Path repository = directory.resolve("repository");
    try (Restic restic = new Restic(Peer.RESTIC.program(), repository, PASSWORD)) {
      restic.run("init").exits(0);
      restic.command("backup", ".").in(source).run(LONGEST).exits(0);
    }
    Path target = directory.resolve("target");

    RestoreReport report = restore(repository, target, options(Overwrite.ALWAYS, true));

    assertThat(report.failures()).isEmpty();
    assertThat(shell(DESCRIBE, target)).isEqualTo(expected);
    assertThat(Long.parseLong(shell("stat -c %b sparse", target).strip())).isLessThan(200);
    assertThat(report.counts().bytesDone()).isEqualTo(report.counts().bytesFound());

    RestoreReport second = restore(repository, target, options(Overwrite.ALWAYS, true));

    assertThat(second.failures()).isEmpty();
    assertThat(shell(DESCRIBE, target)).isEqualTo(expected);
    assertThat(second.counts().filesUnchanged()).isGreaterThan(5);

    shell(
        "chmod 777 d/again; echo x >> d/again; rm linked; rm -rf d/deep; ln -s /etc d/deep;"
            + " setfattr -x user.comment linked 2>/dev/null; setfacl -b sparse; echo > new;"
            + " touch d empty",
        target);

    RestoreReport third = restore(repository, target, options(Overwrite.IF_CHANGED, true));

    assertThat(third.failures()).isEmpty();
    assertThat(shell(DESCRIBE, target)).isEqualTo(expected);
  }

  private static RestoreRequest.Options options(Overwrite overwrite, boolean delete) {
    return new RestoreRequest.Options(overwrite, delete, true, true, Ownership.BY_NUMBER);
  }

  private static RestoreReport restore(Path store, Path target, RestoreRequest.Options options)
      throws IOException {
    try (Password password = Password.of(PASSWORD.getBytes(UTF_8))) {
      Opening opening =
          Opening.open(new LocalObjectStore(store), password, Optional.empty(), new SecureRandom());
      try (Repository repository = ((Opening.Opened) opening).repository()) {
        Snapshot snapshot = repository.snapshots().all().values().iterator().next();
        repository.loadIndex();
        RestoreRequest request =
            new RestoreRequest(
                snapshot.tree(), BytePath.of(target.toString()), Selection.ALL, options);
        return new Restore(repository, request).run(new RestoreCounts(), RestoreListener.SILENT);
      }
    }
  }

  private static String shell(String script, Path in) throws IOException {
    return Program.of(List.of("bash", "-c", script)).in(in).run(LONGEST).output();
  }
}
