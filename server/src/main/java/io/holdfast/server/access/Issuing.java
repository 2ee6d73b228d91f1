package io.holdfast.server.access;

import io.holdfast.api.platform.Role;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes new tokens, and takes them back. */
public final class Issuing {
  private final Tokens tokens;
  private final SecureRandom random;
  private final InstantSource clock;

  public Issuing(Tokens tokens, SecureRandom random, InstantSource clock) {
    this.tokens = tokens;
    this.random = random;
    this.clock = clock;
  }

  /** Whether a token that ends then would be refused from the beginning. */
  public boolean isOver(@Nullable Instant expires) {
    return Token.isExpired(expires, clock.instant());
  }

  /** Removes a token, unless nobody could issue one any more. */
  public Tokens.Removal revoke(String name) throws IOException {
    return tokens.remove(name, clock.instant());
  }

  /**
   * The secret of a new token, which nobody can ask for again.
   *
   * @param expires from when on it is refused; null for never
   * @return empty when there is a token of that name
   */
  public Optional<Secret> issue(String name, Role role, @Nullable Instant expires)
      throws IOException {
    var secret = Secret.random(random);
    var created = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return tokens.add(new Token(name, role, secret.sha256(), created, expires))
        ? Optional.of(secret)
        : Optional.empty();
  }
}
