package io.holdfast.repository.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * What a store asks for before it believes who asks, such as a password of HTTP or a secret key;
 * prints as {@code ***}, also within a record.
 *
 * <p>It is not wiped: such secrets come from variables, URLs and libraries as strings, which Java
 * cannot wipe. What opens the repository itself is wiped, and never one of these.
 */
public final class Secret {
  private final String text;

  public Secret(String text) {
    this.text = text;
  }

  /** The secret itself, for the one who shows it to the store. */
  public String reveal() {
    return text;
  }

  /** Takes the same time wherever they differ. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
  }

  private byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The same for all, so that it tells nothing. */
  @Override
  public int hashCode() {
    return Secret.class.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
