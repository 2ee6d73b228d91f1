package io.holdfast.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a catalog knows of kinds, on every database. */
interface KindRowsContract extends CatalogOnTest {
  @Test
  default void kinds_are_replaced_by_name() throws IOException {
    var first =
        new KindRows.Applied("Policy", "gold", 1, START, "ann", "a.yaml", "one\n\"ä\" 'x' \\ \t");
    var other = new KindRows.Applied("Application", "shop", 1, START, "ann", "b.yaml", "other");
    catalog().kinds().apply(List.of(first, other));
    var second =
        new KindRows.Applied("Policy", "gold", 2, START.plusSeconds(1), "bob", "c.yaml", "two");

    catalog().kinds().apply(List.of(second));

    assertThat(reopened().kinds().all()).containsExactly(other, second);
    assertThat(catalog().kinds().find("Policy", "gold")).contains(second);
    assertThat(catalog().kinds().find("Policy", "silver")).isEmpty();
  }

  @Test
  default void kinds_are_removed_by_name() throws IOException {
    var object = new KindRows.Applied("Policy", "gold", 1, START, "ann", "a.yaml", "one");
    catalog().kinds().apply(List.of(object));

    catalog().kinds().remove("Policy", "gold");
    catalog().kinds().remove("Policy", "gold");

    assertThat(catalog().kinds().all()).isEmpty();
  }

  @Test
  default void an_object_is_declared_since_its_first_apply_however_often_it_changes()
      throws IOException {
    var first = new KindRows.Applied("Policy", "gold", 1, START, "ann", "", "one");
    catalog().kinds().apply(List.of(first));
    var later = START.plusSeconds(60);

    catalog()
        .kinds()
        .apply(List.of(new KindRows.Applied("Policy", "gold", 2, later, "ann", "", "two")));
    assertThat(reopened().kinds().times("Policy"))
        .isEqualTo(Map.of("gold", new KindRows.Times(START, later)));

    catalog().kinds().remove("Policy", "gold");
    catalog()
        .kinds()
        .apply(List.of(new KindRows.Applied("Policy", "gold", 1, later, "ann", "", "two")));
    assertThat(catalog().kinds().times("Policy"))
        .isEqualTo(Map.of("gold", new KindRows.Times(later, later)));
  }
}
