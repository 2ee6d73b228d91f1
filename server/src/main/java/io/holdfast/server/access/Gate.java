package io.holdfast.server.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.holdfast.api.platform.Caller;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Recognizes callers by the header {@code Authorization}. For several threads at a time. */
public final class Gate {
  private static final String SCHEME = "Bearer ";

  private final Tokens tokens;

  public Gate(Tokens tokens) {
    this.tokens = tokens;
  }

  /** Whether a caller was recognized, or why not. */
  public sealed interface Entry {
    record Admitted(Caller caller) implements Entry {}

    /**
     * Nobody was recognized.
     *
     * @param attempt whether a token was shown that is not, or no longer, good
     * @param reason for whoever showed it; it says nothing about other tokens
     */
    record Turned(boolean attempt, String reason) implements Entry {}
  }

  /**
   * Looks at a request's header.
   *
   * @param authorization the header; null when there is none
   */
  public Entry admit(@Nullable String authorization, Instant now) {
    if (authorization == null) {
      return new Entry.Turned(
          false, "this needs a token: send it in the header 'Authorization: Bearer TOKEN'");
    }
    if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return new Entry.Turned(
          true, "the header 'Authorization' has another scheme; expected 'Bearer TOKEN'");
    }
    return Secret.parse(authorization.substring(SCHEME.length()).strip())
        .flatMap(this::find)
        .<Entry>map(token -> admit(token, now))
        .orElseGet(() ->
            new Entry.Turned(
                true, "no such token; it may have been removed: ask an admin for a new one"));
  }

  private static Entry admit(Token token, Instant now) {
    return token.isExpired(now)
        ? new Entry.Turned(
            true,
            "the token '%s' has expired at %s: ask an admin for a new one"
                .formatted(token.name(), token.expires()))
        : new Entry.Admitted(new Caller(token.name(), token.role()));
  }

  /** Compares with every token, each in the same time, so that the time tells nothing. */
  private Optional<Token> find(Secret secret) {
    var shown = secret.sha256().getBytes(US_ASCII);
    Token found = null;
    for (var token : tokens.list()) {
      if (MessageDigest.isEqual(shown, token.sha256().getBytes(US_ASCII))) {
        found = token;
      }
    }
    return Optional.ofNullable(found);
  }
}
