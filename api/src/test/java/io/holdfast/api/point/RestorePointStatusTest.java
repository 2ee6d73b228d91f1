package io.holdfast.api.point;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.value.Condition;
import io.holdfast.schema.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.Test;

final class RestorePointStatusTest {
  private static final Instant LONG = Instant.parse("2026-01-31T12:00:00.123456789Z");

  @Test
  void the_largest_that_can_be_written_fits_into_4_kib() {
    // 200 characters of four bytes each: more than any that JSON escapes.
    var condition =
        new Condition(
            "T".repeat(40),
            Condition.State.UNKNOWN,
            "R".repeat(40),
            "𝄞".repeat(Condition.LONGEST_MESSAGE),
            Long.MAX_VALUE,
            LONG);
    var largest =
        new RestorePointStatus(
            RestorePointStatus.Phase.INCOMPLETE,
            Long.MAX_VALUE,
            Collections.nCopies(RestorePointStatus.MOST_CONDITIONS, condition),
            new RestorePointStatus.Cut(LONG, LONG),
            new RestorePointStatus.Completeness(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE),
            new RestorePointStatus.Amount(Long.MAX_VALUE, Long.MAX_VALUE),
            new RestorePointStatus.Proof(
                LONG, LONG, LONG, LONG, Duration.ofSeconds(Integer.MAX_VALUE, 999_999_999)));

    assertThat(Json.write(largest)).hasSizeLessThanOrEqualTo(RestorePointStatus.MOST_BYTES);
  }
}
