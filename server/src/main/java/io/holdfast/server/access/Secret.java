package io.holdfast.server.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The text of a token, which never shows by accident.
 *
 * <p>It is not wiped: what carries it, a header, is text that the runtime keeps where nobody can
 * wipe it.
 */
public final class Secret {
  /** By which scanners of source and logs find one that got away. */
  private static final String PREFIX = "holdfast_";

  private static final int BYTES = 32;

  private final String text;

  private Secret(String text) {
    this.text = text;
  }

  public static Secret random(SecureRandom random) {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return new Secret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** What somebody sent or stored; empty when it cannot be a token. */
  public static Optional<Secret> parse(String text) {
    return text.matches(PREFIX + "[-_A-Za-z0-9]{43}")
        ? Optional.of(new Secret(text))
        : Optional.empty();
  }

  /** To be shown once, or written where only its owner reads. */
  public String reveal() {
    return text;
  }

  public String sha256() {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  @Override
  public String toString() {
    return "***";
  }
}
