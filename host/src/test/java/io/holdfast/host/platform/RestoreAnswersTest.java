package io.holdfast.host.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.holdfast.api.apply.Source;
import io.holdfast.api.platform.Caller;
import io.holdfast.api.platform.FileContent;
import io.holdfast.api.platform.FileWish;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.PlatformException;
import io.holdfast.api.platform.RestoreWish;
import io.holdfast.api.platform.Role;
import io.holdfast.api.platform.Trouble;
import io.holdfast.api.restore.RestoreSpec;
import io.holdfast.host.Machine;
import io.holdfast.host.MachineWorkshop;
import io.holdfast.host.TestEquipment;
import io.holdfast.host.work.Dispatcher;
import io.holdfast.protection.queue.Limits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RestoreAnswersTest {
  @TempDir Path directory;

  private Machine machine;
  private Dispatcher dispatcher;

  @BeforeEach
  void open() throws Exception {
    var workshop = new MachineWorkshop(directory);
    machine = workshop.start();
    dispatcher = Dispatcher.onRequest(new Limits(1, 1), TestEquipment.CLOCK);
    workshop.applied(machine);
    MachineWorkshop.backedUp(machine);
  }

  @AfterEach
  void close() throws Exception {
    dispatcher.close();
    machine.close();
  }

  private List<String> plan(RestoreWish.Target... targets) throws Exception {
    return new LocalPlatform(machine, dispatcher)
        .answer(
            Operations.PLAN_RESTORE,
            new RestoreWish(
                "shop", "newest", RestoreSpec.Mode.ASIDE, List.of(targets), List.of(), true, null),
            new Caller("tester", Role.ADMIN))
        .steps();
  }

  private static RestoreWish.Target target(String name, @Nullable String path) {
    return new RestoreWish.Target(name, path);
  }

  @Test
  void a_place_is_absolute() {
    for (var path : List.of("relative", "", "/tmp/a\0b")) {
      assertThatThrownBy(() -> plan(target("orders", path)))
          .isInstanceOf(PlatformException.class)
          .hasMessageContaining("is no absolute path");
    }
  }

  @Test
  void a_name_that_no_volume_can_have_is_a_mistake() {
    assertThatThrownBy(() -> plan(target("../orders", null)))
        .isInstanceOf(PlatformException.class)
        .hasMessageContaining("is no name of a volume");
  }

  @Test
  void a_point_of_another_application_is_none_of_this_one() {
    assertThatThrownBy(() ->
            new LocalPlatform(machine, dispatcher)
                .answer(
                    Operations.PLAN_RESTORE,
                    new RestoreWish(
                        "shop",
                        "blog-20260101t000000z-0000",
                        RestoreSpec.Mode.SWAP,
                        List.of(),
                        List.of(),
                        true,
                        null),
                    new Caller("tester", Role.ADMIN)))
        .isInstanceOfSatisfying(
            PlatformException.class,
            refused -> assertThat(refused.trouble()).isEqualTo(Trouble.NOT_FOUND))
        .hasMessageContaining("blog-20260101t000000z-0000 is a restore point of blog, not of shop");
  }

  @Test
  void a_file_that_is_not_there_and_one_that_is_too_large_are_no_failures() throws Exception {
    assertThat(trouble("orders", "/nowhere")).isEqualTo(Trouble.NOT_FOUND);
    assertThat(trouble("other", "/one")).isEqualTo(Trouble.NOT_FOUND);
    assertThat(trouble("orders", "/")).isEqualTo(Trouble.NOT_FOUND);
    assertThat(trouble("shop-20200101t000000z-0000", "orders", "/one"))
        .isEqualTo(Trouble.NOT_FOUND);
    Files.createSymbolicLink(directory.resolve("var/orders/link"), Path.of("one"));
    Files.createDirectory(directory.resolve("var/orders/folder"));
    Files.write(directory.resolve("var/orders/large"), new byte[FileContent.LARGEST + 1]);
    MachineWorkshop.backedUp(machine);
    assertThat(trouble("orders", "/large")).isEqualTo(Trouble.MISTAKEN);
    assertThat(trouble("orders", "/link")).isEqualTo(Trouble.NOT_FOUND);
    assertThat(trouble("orders", "/folder")).isEqualTo(Trouble.NOT_FOUND);
  }

  private Trouble trouble(String volume, String path) {
    return trouble("newest", volume, path);
  }

  private Trouble trouble(String point, String volume, String path) {
    var thrown =
        catchThrowableOfType(
            PlatformException.class,
            () ->
                new LocalPlatform(machine, dispatcher)
                    .answer(
                        Operations.READ_FILE,
                        new FileWish("shop", point, volume, path),
                        new Caller("tester", Role.ADMIN)));
    return thrown.trouble();
  }

  @Test
  void a_volume_that_is_declared_no_more_goes_nowhere_but_where_somebody_says() throws Exception {
    var fewer = MachineWorkshop.kinds("- { name: orders, path: ./var/orders }\n");
    assertThat(
            machine
                .kinds()
                .apply(
                    List.of(new Source("shop.yaml", directory, fewer.getBytes(UTF_8))),
                    "ann",
                    false)
                .mistakesFound())
        .isEmpty();

    var refused = catchThrowableOfType(PlatformException.class, this::plan);
    assertThat(refused.trouble()).isEqualTo(Trouble.REFUSED);
    assertThat(refused.reasons())
        .singleElement()
        .asString()
        .contains("volume images", "does not declare it", "--volume images=DIR");
    assertThat(plan(target("images", directory + "/aside")))
        .containsExactly("restore images to " + directory + "/aside");
    assertThat(plan(target("orders", null))).hasSize(1);
  }

  @Test
  void two_ways_to_one_directory_are_one() throws Exception {
    var out = Files.createDirectory(directory.resolve("out")).toString();

    assertThat(plan(target("orders", out + "/a/../b")))
        .containsExactly("restore orders to " + out + "/b");
    assertThatThrownBy(() -> plan(target("orders", out + "/b"), target("images", out + "/a/../b")))
        .isInstanceOf(PlatformException.class);
  }
}
