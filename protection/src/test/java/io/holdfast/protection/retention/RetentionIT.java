package io.holdfast.protection.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.retention.KeepRules;
import io.holdfast.testkit.peer.Peer;
import io.holdfast.testkit.property.Property;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of the same times, the same points stay as of restic's snapshots, for the same reasons. */
final class RetentionIT {
  @TempDir private Path directory;

  @Test
  void keeps_and_says_why_as_restic_does() throws Exception {
    try (ResticComparison comparison =
        new ResticComparison(Peer.RESTIC.program(), directory, ZoneId.of("Europe/Berlin"))) {
      comparison.fill(directory, 4, 15, new Random(1));

      assertThat(comparison.size()).isEqualTo(60);
      Property.check(
          100,
          random -> {
            KeepRules rules = RandomRules.of(random);

            assertThat(comparison.planKeeps(rules))
                .as("%s", RandomRules.options(rules))
                .isEqualTo(comparison.resticKeeps(rules))
                .isNotEmpty();
          });
    }
  }
}
