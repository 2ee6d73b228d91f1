package io.holdfast.repository.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlatformTest {
  @Test
  void knows_linux_on_two_architectures() {
    ByteOrder order = ByteOrder.LITTLE_ENDIAN;

    assertThat(Platform.of("Linux", "amd64", order)).isEqualTo(Platform.X86_64);
    assertThat(Platform.of("Linux", "aarch64", order)).isEqualTo(Platform.ARM_64);
    assertThat(Platform.of("Mac OS X", "aarch64", order)).isNull();
    assertThat(Platform.of("Windows 11", "amd64", order)).isNull();
    assertThat(Platform.of("Linux", "riscv64", order)).isNull();
    assertThat(Platform.of("Linux", "aarch64", ByteOrder.BIG_ENDIAN)).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void no_two_calls_have_one_number(Platform platform) {
    assertThat(Arrays.stream(SystemCall.values()).map(call -> call.number(platform)))
        .doesNotHaveDuplicates();
  }
}
