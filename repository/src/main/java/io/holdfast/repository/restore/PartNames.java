package io.holdfast.repository.restore;

import io.holdfast.repository.id.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The names that drafts have until they are whole; the same in every run, so that the next one
 * finds what an earlier one left.
 *
 * @param prefix that no entry of the directory's tree begins with, as far as is known
 */
record PartNames(String prefix) {
  static final PartNames USUAL = new PartNames(".holdfast-restore-");

  /** The name of the draft of {@code name}. */
  byte[] of(byte[] name) {
    Sha256 hash = Sha256.of(name);
    HexFormat hex = HexFormat.of();
    return (prefix + hex.toHexDigits(hash.w0()) + hex.toHexDigits(hash.w1()))
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Names that differ from {@code entry} whatever they are made of. */
  PartNames avoiding(byte[] entry) {
    PartNames names = this;
    while (names.mayBe(entry)) {
      names = new PartNames(names.prefix + "-");
    }
    return names;
  }

  private boolean mayBe(byte[] entry) {
    if (entry.length != prefix.length() + 32) {
      return false;
    }
    byte[] start = prefix.getBytes(StandardCharsets.US_ASCII);
    return Arrays.equals(entry, 0, start.length, start, 0, start.length);
  }
}
