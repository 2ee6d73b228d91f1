package io.holdfast.host.volume;

import java.nio.file.Path;
import java.util.List;

/**
 * A mount, as the kernel lists it.
 *
 * @param device the file system's number, {@code major:minor}
 * @param root what of the file system is seen; not {@code /} for bind mounts and mounted subvolumes
 * @param point where it is seen
 * @param type such as {@code ext4}
 * @param source such as {@code /dev/sda1}
 * @param options of the mount and of the file system
 */
public record Mount(
    String device, Path root, Path point, String type, String source, List<String> options) {
  private static final List<String> SHARED =
      List.of("nfs", "cifs", "smb", "ceph", "fuse", "9p", "gluster", "lustre", "ocfs2", "gfs2");

  public Mount {
    options = List.copyOf(options);
  }

  /** Whether another machine may write there, too, or a program that is the file system. */
  public boolean isShared() {
    return SHARED.stream().anyMatch(type::startsWith);
  }

  /** Whether nothing can be written through it. */
  public boolean isReadOnly() {
    return options.contains("ro");
  }
}
