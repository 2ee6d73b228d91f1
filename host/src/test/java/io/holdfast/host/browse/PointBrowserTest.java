package io.holdfast.host.browse;

import static io.holdfast.host.MachineWorkshop.backedUp;
import static io.holdfast.host.MachineWorkshop.points;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.host.Machine;
import io.holdfast.host.MachineWorkshop;
import io.holdfast.host.run.Subject;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.VolumeName;
import io.holdfast.repository.TreePath;
import io.holdfast.repository.tree.NodeName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two points of a shop, looked into without restoring anything. */
final class PointBrowserTest {
  private static final VolumeName ORDERS = VolumeName.parse("orders");
  private static final VolumeName IMAGES = VolumeName.parse("images");

  @TempDir Path directory;

  private Machine machine;
  private Subject shop;
  private PointId first;
  private PointId second;

  @BeforeEach
  void open() throws Exception {
    var workshop = new MachineWorkshop(directory);
    machine = workshop.start();
    shop = workshop.applied(machine);
    Files.createDirectories(directory.resolve("var/orders/deep"));
    Files.writeString(directory.resolve("var/orders/deep/two"), "second");
    backedUp(machine);
    first = points(machine).getFirst().id();
    Files.writeString(directory.resolve("var/orders/one"), "changed");
    Files.writeString(directory.resolve("var/orders/three"), "new");
    backedUp(machine);
    second = points(machine).getFirst().id();
  }

  @AfterEach
  void close() throws Exception {
    machine.close();
  }

  private static TreePath path(String... names) {
    return TreePath.of(Stream.of(names).map(NodeName::of).toList());
  }

  private List<String> listed(VolumeName volume, boolean recursive, String... names)
      throws Exception {
    var paths = new ArrayList<String>();
    machine
        .browser()
        .list(
            shop,
            new PointBrowser.Place(first, volume, path(names)),
            recursive,
            (path, _) -> paths.add(path.toString()));
    return paths;
  }

  @Test
  void a_point_is_shown_as_it_was_stored() throws Exception {
    var shown = machine.browser().show(shop, first);

    assertThat(shown.point().manifest().point()).isEqualTo(first);
    assertThat(shown.point().manifest().captured()).hasSize(2);
    assertThat(shown.isListed()).isTrue();
    assertThat(shown.proof()).isEqualTo(points(machine).getLast().proof());
  }

  @Test
  void two_points_differ_volume_by_volume() throws Exception {
    var changes = new ArrayList<String>();

    var differences =
        machine
            .browser()
            .diff(
                shop,
                first,
                second,
                false,
                (volume, change) ->
                    changes.add(
                        "%s %s %s".formatted(volume, change.modifier(), change.path().text())));

    assertThat(changes).containsExactly("orders M /one", "orders + /three");
    assertThat(differences).hasSize(2).allMatch(VolumeDifference.Compared.class::isInstance);
    assertThat(((VolumeDifference.Compared) differences.getFirst()).report().changedFiles())
        .isEqualTo(1);
  }

  @Test
  void a_directory_is_listed_alone_or_with_what_is_below_it() throws Exception {
    assertThat(listed(ORDERS, false)).containsExactly("/deep", "/one");
    assertThat(listed(ORDERS, true)).containsExactly("/deep", "/deep/two", "/one");
    assertThat(listed(ORDERS, false, "deep")).containsExactly("/deep", "/deep/two");
    assertThatThrownBy(() -> listed(ORDERS, false, "nowhere"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nowhere");
  }

  @Test
  void one_file_is_read_without_a_restore() throws Exception {
    var out = new ByteArrayOutputStream();

    machine.browser().dump(shop, new PointBrowser.Place(first, ORDERS, path("one")), out);

    assertThat(out.toString(UTF_8)).isEqualTo("first");
  }

  @Test
  void a_volume_that_the_point_does_not_have_is_told_with_those_it_has() {
    assertThatThrownBy(() -> listed(VolumeName.parse("other"), false))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no volume other")
        .hasMessageContaining(ORDERS.text())
        .hasMessageContaining(IMAGES.text());
  }
}
