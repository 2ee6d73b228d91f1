package io.holdfast.host.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.host.SmallMachine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreAttemptTest {
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  @TempDir Path directory;

  @Test
  void a_store_that_refuses_again_and_again_is_told_with_what_it_said() throws Exception {
    try (var small = new SmallMachine(directory)) {
      small.apply(
          "Repository",
          "main",
          "{ location: 'rest:http://127.0.0.1:1/', password: { file: ./password } }");
      var watch = small.machine().measurements().watch();

      watch.probe(PATIENCE);

      assertThat(small.machine().measurements().now().repositories().getFirst().probe())
          .isNotNull()
          .satisfies(probe ->
              assertThat(probe.failure())
                  .startsWith("no answer within 4 seconds: ")
                  .contains("127.0.0.1:1"));
    }
  }

  @Test
  void one_that_hangs_says_nothing_more() throws Exception {
    Callable<String> hanging =
        () -> {
          while (true) {
            LockSupport.park();
          }
        };
    try (var small = new SmallMachine(directory)) {
      small.apply("Repository", "main", "{ location: ./disk, password: { file: ./password } }");
      var repository = small.machine().kinds().repository("main");

      assertThatThrownBy(
              () -> StoreAttempt.begin(repository, hanging).within(Duration.ofMillis(10)))
          .hasMessage("no answer within 0 seconds");
    }
  }
}
