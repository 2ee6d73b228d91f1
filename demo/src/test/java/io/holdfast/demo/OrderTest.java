package io.holdfast.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class OrderTest {
  private static final Order ORDER =
      new Order(1, 2, "note", List.of(new Order.Line(3, 4, 5), new Order.Line(6, 7, 8)));

  @Test
  void the_total_is_the_sum_of_its_lines() {
    assertThat(ORDER.total()).isEqualTo(4 * 5 + 7 * 8);
  }

  @Test
  void the_receipt_covers_every_part() {
    assertThat(
            List.of(
                new Order(9, 2, "note", ORDER.lines()).receipt(),
                new Order(1, 9, "note", ORDER.lines()).receipt(),
                new Order(1, 2, "note!", ORDER.lines()).receipt(),
                new Order(1, 2, "note", ORDER.lines().reversed()).receipt(),
                new Order(1, 2, "note", List.of(ORDER.lines().getFirst())).receipt()))
        .doesNotHaveDuplicates()
        .doesNotContain(ORDER.receipt());
  }

  @Test
  void the_same_seed_orders_the_same() {
    assertThat(Order.random(1, new Random(5))).isEqualTo(Order.random(1, new Random(5)));
  }
}
