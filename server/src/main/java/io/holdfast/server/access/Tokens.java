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

  /** What came of a removal. */
  enum Removal {
    /** It is refused from now on, also after a crash. */
    REMOVED,
    /** There is none of that name. */
    ABSENT,
    /** Nobody could issue another token; it stays. */
    LAST_ADMIN
  }

  /**
   * Forgets one, unless it is the last good token of an admin. Doing it twice does no harm.
   *
   * @throws IOException nothing was changed
   */
  Removal remove(String name, Instant now) throws IOException;

  /**
   * Forgets one, whatever it is: for whoever has the machine, and another one to put in its place.
   *
   * @throws IOException nothing was changed
   */
  void forget(String name) throws IOException;
}
