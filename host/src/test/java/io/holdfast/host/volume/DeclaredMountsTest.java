package io.holdfast.host.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class DeclaredMountsTest {
  private static final DeclaredMounts DECLARED =
      DeclaredMounts.parse(
          """
          # <file system> <mount point> <type> <options> <dump> <pass>
          UUID=0a3407de-014b-458b-b5c1-848e92a327a3 / ext4 errors=remount-ro 0 1
          LABEL=data\t/srv/data   xfs  defaults,nofail 0 2
          LABEL=odd /srv/with\\040space ext4 defaults
          LABEL=usb /media/usb vfat noauto,user 0 0
          /swapfile none swap sw 0 0
          half a line
          """);

  private static MountTable mounted(String... points) throws IOException {
    var text = new StringBuilder("21 1 8:1 / / rw - ext4 /dev/sda1 rw\n");
    for (var point : points) {
      text.append("22 21 8:2 / %s rw - xfs /dev/sdb1 rw\n".formatted(point));
    }
    return MountTable.parse(text.toString());
  }

  @Test
  void what_is_to_be_mounted_around_a_volume_and_is_not_is_found() throws IOException {
    assertThat(DECLARED.absent(Path.of("/srv/data/shop"), mounted()))
        .contains(Path.of("/srv/data"));
    assertThat(DECLARED.absent(Path.of("/srv/data"), mounted("/srv")))
        .contains(Path.of("/srv/data"));
    assertThat(DECLARED.absent(Path.of("/srv/with space/a"), mounted()))
        .contains(Path.of("/srv/with space"));
  }

  @Test
  void what_is_mounted_is_not_missed_and_what_nobody_mounts_unasked_neither() throws IOException {
    assertThat(DECLARED.absent(Path.of("/srv/data/shop"), mounted("/srv/data"))).isEmpty();
    assertThat(DECLARED.absent(Path.of("/srv/data/shop"), mounted("/srv/data/shop"))).isEmpty();
    assertThat(DECLARED.absent(Path.of("/srv/database"), mounted())).isEmpty();
    assertThat(DECLARED.absent(Path.of("/media/usb/a"), mounted())).isEmpty();
    assertThat(DECLARED.absent(Path.of("/var/lib"), mounted())).isEmpty();
  }
}
