package io.holdfast.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

final class OutputTest {
  private static Output failing(String why) {
    return new Output(
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            throw new IOException(why);
          }
        });
  }

  @Test
  void says_why_it_failed() {
    var output = failing("No space left on device");

    assertThatThrownBy(() -> output.write(new byte[10])).isInstanceOf(IOException.class);

    assertThat(output.complaint()).hasValueSatisfying(why -> assertThat(why).contains("No space"));
  }

  @Test
  void is_quiet_about_a_reader_who_left_and_about_nothing_else() {
    var output = failing("Broken pipe");

    assertThatThrownBy(() -> output.write(1))
        .satisfies(failure -> {
          assertThat(output.readerLeft(failure)).isTrue();
          assertThat(output.readerLeft(new IOException("dump", failure))).isTrue();
        });

    assertThat(output.complaint()).isEmpty();
    assertThat(output.readerLeft(new IOException("the lock is gone"))).isFalse();
  }

  @Test
  void has_nothing_to_say_when_it_did_not_fail() throws IOException {
    var output = new Output(OutputStream.nullOutputStream());

    output.write(1);

    assertThat(output.complaint()).isEmpty();
    assertThat(output.readerLeft(new IOException("Broken pipe"))).isFalse();
  }
}
