package io.holdfast.repository.file;

import static io.holdfast.repository.file.Names.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenFileTest {
  private static final int MEBIBYTE = 1 << 20;

  @TempDir Path folder;
  private Directory directory;
  private OpenFile file;

  @BeforeEach
  void open() throws IOException {
    directory = Names.open(folder);
    file = directory.createFile(name("file"), 0600);
  }

  @AfterEach
  void close() throws IOException {
    file.close();
    directory.close();
  }

  @Test
  void writes_and_reads_more_than_one_call_moves() throws IOException {
    byte[] content = new byte[3 * Scratch.BULK + 17];
    new Random(1).nextBytes(content);
    file.write(5, content, 0, content.length);

    byte[] back = new byte[content.length + 100];
    assertThat(file.read(5, back, 50, content.length + 50)).isEqualTo(content.length);
    assertThat(back).startsWith(new byte[50]).endsWith(new byte[50]);
    assertThat(Arrays.copyOfRange(back, 50, 50 + content.length)).isEqualTo(content);
    assertThat(Files.readAllBytes(folder.resolve("file")))
        .hasSize(content.length + 5)
        .endsWith(content);
  }

  @Test
  void tells_the_end_of_the_file() throws IOException {
    file.write(0, name("abc"), 1, 2);
    byte[] out = new byte[10];

    assertThat(file.read(0, out, 0, 10)).isEqualTo(2);
    assertThat(file.read(1, out, 0, 10)).isEqualTo(1);
    assertThat(file.read(2, out, 0, 10)).isEqualTo(-1);
    assertThat(file.read(1000, out, 0, 10)).isEqualTo(-1);
    assertThat(file.read(2, out, 0, 0)).isZero();
  }

  @Test
  void refuses_ranges_outside_the_array() {
    assertThatThrownBy(() -> file.read(0, new byte[4], 2, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> file.write(0, new byte[4], -1, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void a_file_that_shrinks_while_it_is_read_ends_early() throws IOException {
    file.write(0, new byte[MEBIBYTE], 0, MEBIBYTE);
    byte[] out = new byte[MEBIBYTE];
    assertThat(file.read(0, out, 0, 1000)).isEqualTo(1000);

    file.truncate(1500);

    assertThat(file.read(1000, out, 0, MEBIBYTE)).isEqualTo(500);
    assertThat(file.openedStatus().size()).isZero();
    assertThat(file.status().size()).isEqualTo(1500);
  }

  @Test
  void a_file_opened_for_reading_is_not_written() throws IOException {
    try (OpenFile reader = directory.openRead(name("file"))) {
      assertThatThrownBy(() -> reader.write(0, new byte[1], 0, 1))
          .hasMessage("cannot write \"" + folder + "/file\": closed or not open for this (EBADF)");
    }
  }

  @Test
  void a_closed_file_says_so() throws IOException {
    file.close();
    file.close();

    assertThatThrownBy(() -> file.read(0, new byte[1], 0, 1))
        .hasMessage("cannot use \"" + folder + "/file\": it was closed before");
  }

  @Test
  void many_threads_read_one_file_at_once() throws Exception {
    byte[] content = new byte[MEBIBYTE];
    new Random(2).nextBytes(content);
    file.write(0, content, 0, MEBIBYTE);
    Thread[] threads = new Thread[64];
    boolean[] same = new boolean[threads.length];

    for (int i = 0; i < threads.length; i++) {
      int mine = i;
      threads[i] =
          Thread.ofVirtual()
              .start(() -> {
                byte[] out = new byte[MEBIBYTE];
                try {
                  same[mine] =
                      file.read(0, out, 0, MEBIBYTE) == MEBIBYTE && Arrays.equals(out, content);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(same).doesNotContain(false);
  }
}
