package io.holdfast.host.kind;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.apply.Applied;
import io.holdfast.api.apply.Source;
import io.holdfast.api.kind.Kind;
import io.holdfast.host.MachineWorkshop;
import io.holdfast.schema.document.Reading;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ApplyNotesTest {
  private static final String ORDERS = "- { name: orders, path: ./orders }\n";
  private static final String IMAGES = "- { name: images, path: ./images }\n";

  @TempDir Path directory;

  private List<Kind> kinds(String text) {
    var reading = Kinds.read(List.of(new Source("k.yaml", directory, text.getBytes(UTF_8))));
    assertThat(reading.mistakesFound()).isEmpty();
    return ((Reading.Read<Applied>) reading).value().kinds();
  }

  @Test
  void a_volume_that_is_protected_no_more_is_told() {
    var both = kinds(MachineWorkshop.kinds(ORDERS + IMAGES));
    var one = kinds(MachineWorkshop.kinds(ORDERS));

    assertThat(ApplyNotes.of(both, one))
        .singleElement()
        .asString()
        .startsWith("application shop protects volume images no more");
    assertThat(ApplyNotes.of(one, both)).isEmpty();
    assertThat(ApplyNotes.of(List.of(), both)).isEmpty();
  }

  @Test
  void a_restore_that_nobody_carries_out_is_told_when_it_is_new() {
    var shop = kinds(MachineWorkshop.kinds(ORDERS));
    var asking =
        kinds(
            MachineWorkshop.kinds(ORDERS)
                + """
                ---
                apiVersion: holdfast.dev/v1alpha1
                kind: Restore
                metadata: { name: look }
                spec: { applicationRef: { name: shop } }
                """);

    assertThat(ApplyNotes.of(shop, asking))
        .singleElement()
        .asString()
        .contains("restore look", "'holdfast point restore'");
    assertThat(ApplyNotes.of(asking, asking)).isEmpty();
  }
}
