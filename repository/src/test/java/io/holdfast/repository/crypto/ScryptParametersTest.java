package io.holdfast.repository.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScryptParametersTest {
  @Test
  void allows_what_restic_may_have_calibrated() {
    assertThat(ScryptParameters.DEFAULT).isEqualTo(new ScryptParameters(32768, 8, 3));
    for (int n = 1 << 10; n <= 1 << 18; n *= 2) {
      assertThat(new ScryptParameters(n, 8, 5).objection()).isEmpty();
    }
  }

  @Test
  void objects_to_what_would_exhaust_memory_or_time() {
    int most = Integer.MAX_VALUE;
    for (ScryptParameters hostile :
        new ScryptParameters[] {
          new ScryptParameters(1 << 30, 8, 1),
          new ScryptParameters(1 << 30, most, most),
          new ScryptParameters(1 << 19, 8, 1),
          new ScryptParameters(2, most, 1),
          new ScryptParameters(32768, 8, most),
          new ScryptParameters(1 << 18, 8, 64),
          new ScryptParameters(2, 1 << 20, 16)
        }) {
      assertThat(hostile.objection()).as("%s", hostile).isPresent();
    }
  }

  @Test
  void objects_to_what_is_not_scrypt() {
    for (ScryptParameters wrong :
        new ScryptParameters[] {
          new ScryptParameters(0, 8, 3),
          new ScryptParameters(1, 8, 3),
          new ScryptParameters(Integer.MIN_VALUE, 8, 3),
          new ScryptParameters(32767, 8, 3),
          new ScryptParameters(32768, 0, 3),
          new ScryptParameters(32768, -8, -3),
          new ScryptParameters(32768, 8, 0),
          new ScryptParameters(65536, 1, 1)
        }) {
      assertThat(wrong.objection()).as("%s", wrong).isPresent();
    }
  }
}
