package io.holdfast.api.value;

import io.holdfast.schema.annotation.AsText;
import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Pattern;
import io.holdfast.schema.document.Quoted;

/**
 * A number of bytes with a unit: {@code 10MiB}, {@code 500kB}.
 *
 * <p>Without a unit it is refused: nobody knows what 100 was meant to be.
 */
@Doc("A number of bytes with a unit B, KiB, MiB, GiB, TiB, kB, MB, GB or TB.")
@AsText(expected = ByteSize.EXPECTED)
@Pattern(value = "[0-9]{1,18}(B|KiB|MiB|GiB|TiB|kB|MB|GB|TB)", expected = ByteSize.EXPECTED)
public record ByteSize(long bytes) {
  static final String EXPECTED =
      "a whole number with a unit B, KiB, MiB, GiB, TiB, kB, MB, GB or TB, such as 10MiB";

  /** Binary units before decimal ones: the first that divides is written. */
  private enum Unit {
    TIB("TiB", 1L << 40),
    GIB("GiB", 1L << 30),
    MIB("MiB", 1L << 20),
    KIB("KiB", 1L << 10),
    TB("TB", 1_000_000_000_000L),
    GB("GB", 1_000_000_000),
    MB("MB", 1_000_000),
    KB("kB", 1000),
    B("B", 1);

    private final String text;
    private final long bytes;

    Unit(String text, long bytes) {
      this.text = text;
      this.bytes = bytes;
    }
  }

  public ByteSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("there are no %d bytes".formatted(bytes));
    }
  }

  /**
   * Reads a number with its unit.
   *
   * @throws IllegalArgumentException when it is none, or more than 8 EiB
   */
  public static ByteSize parse(String text) {
    var digits = text.chars().takeWhile(mark -> mark >= '0' && mark <= '9').count();
    var unit = text.substring((int) digits);
    if (digits > 0 && digits < 19) {
      for (var known : Unit.values()) {
        if (known.text.equals(unit)) {
          return of(text, Long.parseLong(text.substring(0, (int) digits)), known);
        }
      }
    }
    var problem = unit.isEmpty() ? "has no unit" : "has the unknown unit " + Quoted.shown(unit);
    throw new IllegalArgumentException(
        digits == 0
            ? "is " + Quoted.shown(text)
            : "is %s, which %s".formatted(Quoted.shown(text), problem));
  }

  private static ByteSize of(String text, long number, Unit unit) {
    try {
      return new ByteSize(Math.multiplyExact(number, unit.bytes));
    } catch (ArithmeticException tooLarge) {
      throw new IllegalArgumentException(
          "is %s, which is too much".formatted(Quoted.shown(text)), tooLarge);
    }
  }

  @Override
  public String toString() {
    for (var unit : Unit.values()) {
      if (bytes >= unit.bytes && bytes % unit.bytes == 0) {
        return bytes / unit.bytes + unit.text;
      }
    }
    return bytes + "B";
  }
}
