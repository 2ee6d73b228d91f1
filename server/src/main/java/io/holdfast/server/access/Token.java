package io.holdfast.server.access;

import io.holdfast.api.platform.Role;
import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Pattern;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a token: enough to recognize it, and not to use it.
 *
 * <p>The secret has 256 random bits, so its plain SHA-256 can neither be guessed nor looked up; a
 * slow hash would only slow the server.
 *
 * @param sha256 of the secret's text, 64 lower-case hexadecimal digits
 * @param expires from when on it is refused; absent when it never is
 */
public record Token(
    @Doc("What the log and the audit trail call whoever uses it.")
        @Pattern(value = Token.NAME, expected = Token.NAME_WORDS)
        String name,
    @Doc("What it allows.") Role role,
    @Doc("SHA-256 of its text.")
        @Pattern(value = "[0-9a-f]{64}", expected = "64 hexadecimal digits")
        String sha256,
    @Doc("When it was issued.") Instant created,
    @Doc("From when on it is refused.") @Nullable Instant expires) {
  /** What a name looks like. */
  public static final String NAME = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";

  /** The same, to complete "expected …". */
  public static final String NAME_WORDS =
      "at most 63 lower-case letters, digits and '-', with a letter or digit at both ends";

  public Token {
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException("the token's name '" + name + "' is no name");
    }
  }

  public boolean isExpired(Instant now) {
    return isExpired(expires, now);
  }

  static boolean isExpired(@Nullable Instant expires, Instant now) {
    return expires != null && !now.isBefore(expires);
  }
}
