package io.holdfast.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What a catalog knows of the repositories that it is about, on every database. */
interface RepositoryIdsContract extends CatalogOnTest {
  @Test
  default void an_id_counts_from_the_first_point_on() throws IOException {
    var ids = catalog().repositories();
    ids.keep("main", "one");
    assertThat(ids.of("main")).isEmpty();
    ids.keep("main", "two");

    catalog().points().put(MAIN, point("shop-20261129t041500z-7f3a", 1));

    assertThat(reopened().repositories().of("main")).contains("two");
    assertThat(catalog().repositories().of("other")).isEmpty();
  }

  @Test
  default void an_id_has_a_name_from_the_first_point_on() throws IOException {
    var ids = catalog().repositories();
    ids.keep("main", "one");
    assertThat(ids.otherName("second", "one")).isEmpty();

    catalog().points().put(MAIN, point("shop-20261129t041500z-7f3a", 1));

    assertThat(ids.otherName("second", "one")).contains("main");
    assertThat(ids.otherName("main", "one")).isEmpty();
    assertThat(ids.otherName("second", "two")).isEmpty();
  }

  @Test
  default void several_may_open_one_for_the_first_time_at_once() throws Exception {
    var catalog = catalog();
    var calls = new ArrayList<Callable<Boolean>>();
    for (int i = 0; i < 8; i++) {
      calls.add(() -> {
        catalog.repositories().keep("main", "one");
        return true;
      });
    }
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (var call : threads.invokeAll(calls)) {
        assertThat(call.get()).isTrue();
      }
    }
    catalog.points().put(MAIN, point("shop-20261129t041500z-7f3a", 1));
    assertThat(catalog.repositories().of("main")).contains("one");
  }

  @Test
  default void those_of_a_rebuilt_catalog_are_those_that_it_was_rebuilt_from() throws IOException {
    catalog().repositories().keep("main", "one");
    catalog().repositories().keep("other", "three");
    var point = point("shop-20261129t041500z-7f3a", 1);
    catalog().points().put(MAIN, point);

    catalog()
        .replace(
            new CatalogContents(
                List.of(),
                List.of(new CatalogContents.Listed(MAIN, point)),
                List.of(),
                Map.of("main", "two"),
                null));

    assertThat(catalog().repositories().of("main")).contains("two");
  }
}
