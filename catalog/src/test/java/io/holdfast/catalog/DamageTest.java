package io.holdfast.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.sql.SQLException;
import org.h2.api.ErrorCode;
import org.h2.mvstore.DataUtils;
import org.junit.jupiter.api.Test;

final class DamageTest {
  private static final String REBUILD =
      "the file is damaged, so stop what has it open, and bring the catalog back with 'holdfast"
          + " catalog rebuild --repo LOCATION --password-file FILE --replace'";

  @Test
  void a_page_that_cannot_be_read_is_damage_however_deep_it_is_told() {
    var page =
        DataUtils.newMVStoreException(
            DataUtils.ERROR_FILE_CORRUPT, "page is cut", new BufferUnderflowException());

    assertThat(Damage.words(new IllegalStateException("outer", new SQLException("h2", page))))
        .startsWith("page is cut")
        .endsWith("; " + REBUILD);
  }

  @Test
  void so_is_a_file_or_a_row_that_is_none_any_more() {
    assertThat(Damage.words(new SQLException("no database", "", ErrorCode.FILE_CORRUPTED_1)))
        .isEqualTo("no database; " + REBUILD);
    assertThat(Damage.words(new SQLException("no time", "", ErrorCode.DATA_CONVERSION_ERROR_1)))
        .isEqualTo("no time; " + REBUILD);
  }

  @Test
  void so_is_a_file_that_was_cut_but_not_one_that_the_disk_does_not_give() {
    var cut =
        DataUtils.newMVStoreException(
            DataUtils.ERROR_READING_FAILED, "reading failed at 100", new EOFException());
    var disk =
        DataUtils.newMVStoreException(
            DataUtils.ERROR_READING_FAILED, "reading failed at 0", new IOException("EIO"));

    assertThat(Damage.words(new IllegalStateException(cut))).endsWith("; " + REBUILD);
    assertThat(Damage.words(new IllegalStateException(disk))).doesNotContain("damaged");
  }

  @Test
  void what_another_process_has_or_the_disk_does_not_take_is_none() {
    var locked = DataUtils.newMVStoreException(DataUtils.ERROR_FILE_LOCKED, "it is locked");
    var full = DataUtils.newMVStoreException(DataUtils.ERROR_WRITING_FAILED, "no space");

    assertThat(Damage.words(new IllegalStateException(locked))).startsWith("it is locked");
    assertThat(Damage.words(locked)).doesNotContain("damaged");
    assertThat(Damage.words(full)).doesNotContain("damaged");
  }

  @Test
  void a_cause_that_says_nothing_is_not_what_is_told() {
    assertThat(Damage.words(new IllegalStateException("outer", new IllegalStateException())))
        .isEqualTo("outer");
  }
}
