package io.holdfast.host.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MountingTest {
  private static final String FSTAB =
      """
      # <file system> <mount point> <type> <options> <dump> <pass>
      UUID=0a3407de-014b-458b-b5c1-848e92a327a3 / ext4 errors=remount-ro 0 1
      LABEL=data\t/srv/data   xfs  defaults,nofail 0 2
      LABEL=odd /srv/with\\040space ext4 defaults
      LABEL=worse /srv/a\\share ext4 defaults
      tmpfs /srv/short tmpfs
      LABEL=usb /media/usb vfat noauto,user 0 0
      /swapfile none swap sw 0 0
      half a line
      """;

  @TempDir Path directory;

  private static Mounting mounted(String... points) throws IOException {
    var text = new StringBuilder("21 1 8:1 / / rw - ext4 /dev/sda1 rw\n");
    for (var point : points) {
      text.append("22 21 8:2 / %s rw - xfs /dev/sdb1 rw\n".formatted(point));
    }
    return Mounting.of(MountTable.parse(text.toString()), FSTAB);
  }

  @Test
  void what_is_to_be_mounted_around_a_volume_and_is_not_is_found() throws IOException {
    assertThat(mounted().absentAround(Path.of("/srv/data/shop"))).contains(Path.of("/srv/data"));
    assertThat(mounted("/srv").absentAround(Path.of("/srv/data"))).contains(Path.of("/srv/data"));
    assertThat(mounted().absentAround(Path.of("/srv/with space/a")))
        .contains(Path.of("/srv/with space"));
    assertThat(mounted().absentAround(Path.of("/srv/a\\share"))).contains(Path.of("/srv/a\\share"));
    assertThat(mounted().absentAround(Path.of("/srv/short"))).contains(Path.of("/srv/short"));
    assertThat(mounted().absentAround(Path.of("/media/usb/a")))
        .as("whoever backs it up mounts it")
        .contains(Path.of("/media/usb"));
  }

  @Test
  void what_is_to_be_mounted_below_a_volume_and_is_not_is_found() throws IOException {
    assertThat(mounted("/srv/a\\134share").absentBelow(Path.of("/srv")))
        .containsExactly(Path.of("/srv/data"), Path.of("/srv/with space"), Path.of("/srv/short"));
    assertThat(mounted().absentBelow(Path.of("/srv/data"))).isEmpty();
    assertThat(mounted().absentBelow(Path.of("/media"))).as("nobody mounts it unasked").isEmpty();
  }

  @Test
  void what_is_mounted_is_not_missed() throws IOException {
    assertThat(mounted("/srv/data").absentAround(Path.of("/srv/data/shop"))).isEmpty();
    assertThat(mounted("/srv/data/shop").absentAround(Path.of("/srv/data/shop"))).isEmpty();
    assertThat(mounted().absentAround(Path.of("/srv/database"))).isEmpty();
    assertThat(mounted().absentAround(Path.of("/media"))).isEmpty();
    assertThat(mounted().absentAround(Path.of("/var/lib"))).isEmpty();
  }

  @Test
  void a_file_that_is_not_there_or_of_odd_bytes_stops_nobody() throws IOException {
    assertThat(Mounting.now(directory.resolve("none")).declared()).isEmpty();

    var odd = directory.resolve("fstab");
    Files.write(
        odd, new byte[] {'#', ' ', (byte) 0xF6, '\n', '/', 'a', ' ', '/', 0, ' ', 'x', ' ', 'y'});
    assertThat(Mounting.now(odd).declared()).isEmpty();
  }

  @Test
  void a_point_that_is_a_link_is_the_directory_behind_it() throws IOException {
    var real = Files.createDirectory(directory.resolve("real")).toRealPath();
    var link = Files.createSymbolicLink(directory.resolve("link"), real);
    var fstab =
        Files.writeString(directory.resolve("fstab"), "LABEL=a %s ext4 rw\n".formatted(link));

    assertThat(Mounting.now(fstab).absentAround(real.resolve("volume"))).contains(real);
  }
}
