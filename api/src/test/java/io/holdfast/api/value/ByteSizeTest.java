package io.holdfast.api.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.testkit.property.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ByteSizeTest {

  @ParameterizedTest
  @CsvSource({"10MiB, 10485760", "1kB, 1000", "0B, 0", "2TiB, 2199023255552", "1500MB, 1500000000"})
  void a_size_is_read(String text, long bytes) {
    assertThat(ByteSize.parse(text).bytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10",
        "MiB",
        "10 MiB",
        "10mib",
        "10M",
        "-1B",
        "1.5GiB",
        "9999999TiB",
        "99999999999999999999B",
        "٣B"
      })
  void what_is_no_size_is_refused(String text) {
    assertThatThrownBy(() -> ByteSize.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_size_reads_back() {
    Property.check(
        500,
        random -> {
          var size = new ByteSize(random.nextLong(1L << 50) >> random.nextInt(50));

          assertThat(ByteSize.parse(size.toString())).isEqualTo(size);
        });
  }
}
