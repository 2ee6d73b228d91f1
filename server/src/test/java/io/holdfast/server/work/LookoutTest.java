package io.holdfast.server.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class LookoutTest {
  @Test
  void what_is_lost_is_not_seen_until_it_is_there_again() throws Exception {
    var there = new AtomicBoolean(true);
    var lookout =
        new Lookout(() -> {
          if (!there.get()) {
            throw new IOException("it is gone");
          }
        });
    assertThat(lookout.sees()).isTrue();

    there.set(false);
    assertThatThrownBy(lookout::run).hasMessage("it is gone");
    assertThat(lookout.sees()).isFalse();

    there.set(true);
    lookout.run();
    assertThat(lookout.sees()).isTrue();
  }
}
