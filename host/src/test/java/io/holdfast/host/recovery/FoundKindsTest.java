package io.holdfast.host.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protection.name.PointId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FoundKindsTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  private static final PointId OLD = PointId.parse("shop-20261128t120000z-0001");
  private static final PointId NEW = PointId.parse("shop-20261129t110000z-0002");
  private static final PointId AHEAD = PointId.parse("shop-20361129t110000z-0003");

  private final FoundKinds kinds =
      new FoundKinds(
          NOW,
          warning -> {
            throw new AssertionError(warning);
          });

  private void add(PointId point, String cut) {
    var policy =
        """
        apiVersion: holdfast.dev/v1alpha1
        kind: Policy
        metadata: { name: gold }
        spec: {}
        """;
    kinds.add(point, Instant.parse(cut), Map.of("policy-gold.yaml", policy.getBytes(UTF_8)));
  }

  private PointId taken() {
    return kinds.taken(List.of()).getFirst().point();
  }

  @Test
  void of_each_the_newest_is_taken() {
    add(NEW, "2026-11-29T11:00:00Z");
    add(OLD, "2026-11-28T12:00:00Z");

    assertThat(taken()).isEqualTo(NEW);
  }

  @Test
  void what_claims_to_be_of_the_future_only_where_there_is_nothing_else() {
    add(AHEAD, "2036-11-29T11:00:00Z");
    assertThat(taken()).isEqualTo(AHEAD);

    add(NEW, "2026-11-29T11:00:00Z");
    add(AHEAD, "2036-11-29T11:00:00Z");

    assertThat(taken()).isEqualTo(NEW);
  }
}
