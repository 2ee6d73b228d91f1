package io.holdfast.repository.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.testkit.fact.Fact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FileModeTest {
  @ParameterizedTest
  @Fact("F25")
  @CsvSource({
    "0040755, 2147484141",
    "0120777, 134218239",
    "0010600, 33554816",
    "0100644, 420",
    "0060660, 67109296",
    "0020666, 69206454",
    "0140755, 16777709",
    "0104755, 8389101",
    "0102755, 4194797",
    "0041777, 2148532735"
  })
  void has_the_bits_of_go_and_back(String octal, long bits) {
    int stat = Integer.parseInt(octal, 8);
    FileMode mode = FileMode.ofStatMode(stat);

    assertThat(Integer.toUnsignedLong(mode.bits())).isEqualTo(bits);
    assertThat(mode.statMode()).isEqualTo(stat);
    assertThat(mode.chmodBits()).isEqualTo(stat & 07777);
  }

  @Test
  void every_mode_that_a_kernel_reports_comes_back() {
    for (int type : new int[] {0010000, 0020000, 0040000, 0060000, 0100000, 0120000, 0140000}) {
      for (int bits = 0; bits <= 07777; bits++) {
        assertThat(FileMode.ofStatMode(type | bits).statMode()).isEqualTo(type | bits);
      }
    }
    assertThat(FileMode.ofStatMode(0150644).bits()).isEqualTo(FileMode.IRREGULAR | 0644);
  }

  @Test
  void bits_that_say_two_things_are_no_type() {
    FileMode both = new FileMode(FileMode.DIRECTORY | FileMode.SYMLINK | 0755);

    assertThat(both.statMode()).isEqualTo(0755);
  }
}
