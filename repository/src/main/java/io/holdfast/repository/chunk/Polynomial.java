package io.holdfast.repository.chunk;

import java.security.SecureRandom;

/**
 * A polynomial over the field of two elements, of degree 53 and irreducible: what Rabin's
 * fingerprint divides by (F2).
 *
 * <p>It decides where files are cut, so it is secret, and prints as stars.
 *
 * @param coefficients bit n is the coefficient of xⁿ
 */
public record Polynomial(long coefficients) {
  /**
   * The largest prime below 64 − 8, as restic chose; eight more bits fit a long, and restic's
   * chunker takes no more.
   */
  public static final int DEGREE = 53;

  private static final int MOST_TRIES = 1_000_000;

  /** Refuses any other degree, and what is reducible, as restic refuses to open such a config. */
  public Polynomial {
    if (degree(coefficients) != DEGREE) {
      throw new IllegalArgumentException(
          "a chunker polynomial has degree " + DEGREE + ", not " + degree(coefficients));
    }
    if (!isIrreducible(coefficients)) {
      throw new IllegalArgumentException("the chunker polynomial is reducible");
    }
  }

  /** A random one. */
  public static Polynomial generate(SecureRandom random) {
    for (int i = 0; i < MOST_TRIES; i++) {
      long candidate = (random.nextLong() & ((1L << (DEGREE + 1)) - 1)) | (1L << DEGREE) | 1;
      if (isIrreducible(candidate)) {
        return new Polynomial(candidate);
      }
    }
    // one in about 27 is irreducible
    throw new IllegalStateException("the random generator yields no irreducible polynomial");
  }

  /**
   * Parses hexadecimal digits, as a repository's config has them.
   *
   * @throws IllegalArgumentException when {@code hex} is no such polynomial
   */
  public static Polynomial parse(String hex) {
    if (hex.isEmpty() || hex.length() > 16 || !hex.chars().allMatch(Polynomial::isDigit)) {
      throw new IllegalArgumentException(
          "a chunker polynomial is 1 to 16 hexadecimal digits, not " + hex.length() + " others");
    }
    return new Polynomial(Long.parseUnsignedLong(hex, 16));
  }

  private static boolean isDigit(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  /** Lower-case hexadecimal digits without prefix or leading zeros, as restic writes it. */
  public String hex() {
    return Long.toHexString(coefficients);
  }

  /**
   * Ben-Or's test: f is irreducible when it shares no factor with x^(2^i) − x up to half its
   * degree.
   */
  static boolean isIrreducible(long f) {
    int degree = degree(f);
    if (degree < 1) {
      return false;
    }
    long power = remainder(2, f);
    for (int i = 1; i <= degree / 2; i++) {
      power = multiply(power, power, f);
      if (greatestCommonDivisor(f, power ^ 2) != 1) {
        return false;
      }
    }
    return true;
  }

  /** The degree of {@code f}; −1 when it is zero. */
  static int degree(long f) {
    return 63 - Long.numberOfLeadingZeros(f);
  }

  /** {@code a mod f}, where f is not zero. */
  static long remainder(long a, long f) {
    int degree = degree(f);
    long rest = a;
    for (int d = degree(rest); d >= degree; d = degree(rest)) {
      rest ^= f << (d - degree);
    }
    return rest;
  }

  /** {@code a b mod f}, where a is reduced and f's degree at most 62. */
  private static long multiply(long a, long b, long f) {
    long top = 1L << degree(f);
    long product = 0;
    long shifted = a;
    for (long rest = b; rest != 0; rest >>>= 1) {
      if ((rest & 1) != 0) {
        product ^= shifted;
      }
      shifted <<= 1;
      if ((shifted & top) != 0) {
        shifted ^= f;
      }
    }
    return product;
  }

  private static long greatestCommonDivisor(long a, long b) {
    long x = a;
    long y = b;
    while (y != 0) {
      long rest = remainder(x, y);
      x = y;
      y = rest;
    }
    return x;
  }

  @Override
  public String toString() {
    return "***";
  }
}
