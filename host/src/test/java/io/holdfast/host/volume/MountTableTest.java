package io.holdfast.host.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class MountTableTest {
  private static final String TABLE =
      """
      27 1 254:0 / / rw,relatime - ext4 /dev/vda rw,discard
      43 27 0:39 / /srv rw,relatime shared:1 master:2 - btrfs /dev/loop0 rw,subvolid=5,subvol=/
      44 27 0:39 /shop /mnt/my\\040shop ro,relatime - btrfs /dev/loop0 rw,subvolid=256,subvol=/shop
      45 43 254:0 /var/data /srv/bound rw - ext4 /dev/vda rw
      46 43 0:50 / /srv/bound rw - tmpfs none rw
      """;

  @Test
  void finds_the_deepest_mount_around_a_path() throws IOException {
    var mount = MountTable.parse(TABLE).of(Path.of("/srv/shop/data"));

    assertThat(mount.type()).isEqualTo("btrfs");
    assertThat(mount.point()).isEqualTo(Path.of("/srv"));
    assertThat(mount.options()).contains("subvol=/");
  }

  @Test
  void of_two_mounts_at_one_point_the_newer_is_seen() throws IOException {
    assertThat(MountTable.parse(TABLE).of(Path.of("/srv/bound/x")).type()).isEqualTo("tmpfs");
  }

  @Test
  void reads_names_with_spaces() throws IOException {
    var mount = MountTable.parse(TABLE).of(Path.of("/mnt/my shop"));

    assertThat(mount.root()).isEqualTo(Path.of("/shop"));
    assertThat(mount.isReadOnly()).isTrue();
  }

  @Test
  void what_is_seen_once_more_at_another_path_is_known() throws IOException {
    var table = MountTable.parse(TABLE);

    assertThat(table.elsewhere(Path.of("/srv/shop")))
        .extracting(Mount::point)
        .containsExactly(Path.of("/mnt/my shop"));
    assertThat(table.elsewhere(Path.of("/srv/shop/data"))).isEmpty();
    assertThat(table.isSeenElsewhere(Path.of("/srv/shop/data"))).isTrue();
    assertThat(table.elsewhere(Path.of("/var"))).hasSize(1);
    assertThat(table.isSeenElsewhere(Path.of("/home"))).isFalse();
  }

  @Test
  void a_name_that_only_begins_alike_is_not_below() throws IOException {
    var table = MountTable.parse(TABLE);

    assertThat(table.of(Path.of("/srvother")).type()).isEqualTo("ext4");
    assertThat(table.below(Path.of("/sr"))).isEmpty();
    assertThat(table.below(Path.of("/srv"))).hasSize(2);
  }

  @Test
  void reads_this_machine() throws IOException {
    assertThat(MountTable.read().of(Path.of("/proc/self")).type()).isEqualTo("proc");
  }

  @Test
  void a_line_of_another_form_is_shown() {
    assertThatThrownBy(() -> MountTable.parse("1 2 3"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("1 2 3");
  }
}
