package io.holdfast.host.peer;

import io.holdfast.testkit.peer.Peer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** A btrfs in a loop file, mounted; gone on close. */
public final class BtrfsVolume implements AutoCloseable {
  private static final long SIZE = 2L << 30;

  private final Path home;
  private final Path root;

  private BtrfsVolume(Path home, Path root) {
    this.home = home;
    this.root = root;
  }

  public static BtrfsVolume mount() throws IOException {
    Machine.program(Peer.BTRFS);
    var home = Files.createTempDirectory("holdfast-btrfs-");
    Machine.run("chmod", "755", home.toString());
    var image = home.resolve("image");
    try (var file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(SIZE);
    }
    var root = Files.createDirectory(home.resolve("root"));
    Machine.run("mkfs.btrfs", "-q", image.toString());
    Machine.run("mount", "-o", "loop", image.toString(), root.toString());
    return new BtrfsVolume(home, root);
  }

  public Path root() {
    return root;
  }

  public Path image() {
    return home.resolve("image");
  }

  public Path subvolume(String name) throws IOException {
    var path = root.resolve(name);
    Machine.run("btrfs", "subvolume", "create", path.toString());
    return path;
  }

  @Override
  public void close() throws IOException {
    Machine.run("umount", "-R", root.toString());
    Machine.run("rm", "-rf", home.toString());
  }
}
