package io.holdfast.server.access;

import io.holdfast.protection.safeguard.Administrators;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** The port behind which tokens are kept. For several threads at a time. */
public interface Tokens {
  /** All of them, by name, those that have expired too. Never waits. */
  List<Token> list();

  /**
   * Whether there are several admins: each token of that role that is good counts as one person.
   */
  Administrators administrators(Instant now);

  /**
   * Keeps one more. When it returns {@code true}, the token outlives a crash.
   *
   * @return {@code false}, and nothing is changed, when there is one of that name
   * @throws IOException nothing was changed
   */
  boolean add(Token token) throws IOException;

  /**
   * Forgets one: from then on it is refused, also after a crash. Doing it twice does no harm.
   *
   * @return whether there was one of that name
   * @throws IOException nothing was changed
   */
  boolean remove(String name) throws IOException;
}
