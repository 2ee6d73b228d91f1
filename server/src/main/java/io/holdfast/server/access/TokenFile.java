package io.holdfast.server.access;

import io.holdfast.api.platform.Role;
import io.holdfast.host.state.PrivateFile;
import io.holdfast.protection.safeguard.Administrators;
import io.holdfast.schema.Json;
import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.bind.UnknownFields;
import io.holdfast.schema.document.Bounds;
import io.holdfast.schema.document.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tokens in one file, which is replaced as a whole. Whoever uses it owns the state directory, so
 * nobody else writes it.
 */
public final class TokenFile implements Tokens {
  /** So that a script that issues tokens in a loop is told, and the file stays readable. */
  static final int MOST = 1000;

  private final Path file;
  private volatile Content content;

  private TokenFile(Path file, Content content) {
    this.file = file;
    this.content = content;
  }

  /** The tokens of a file; none when there is no file yet. */
  public static TokenFile open(Path file) throws IOException {
    var bytes = PrivateFile.read(file, Bounds.DEFAULT.bytes());
    if (bytes.isEmpty()) {
      return new TokenFile(file, new Content(List.of(), null));
    }
    var reading =
        Json.read(
            file.toString(), bytes.get(), Content.class, UnknownFields.IGNORE, Bounds.DEFAULT);
    return switch (reading) {
      case Reading.Read<Content>(var content) -> new TokenFile(file, unique(file, content));
      case Reading.Refused<Content> refused ->
          throw new IOException(
              "cannot read the tokens: %s; restore the file from a backup, or remove it and issue tokens anew"
                  .formatted(refused));
    };
  }

  private static Content unique(Path file, Content content) throws IOException {
    var names = new HashSet<String>();
    for (var token : content.tokens) {
      if (!names.add(token.name())) {
        throw new IOException(
            "cannot read the tokens: %s has two named '%s'; remove one of them"
                .formatted(file, token.name()));
      }
    }
    return content;
  }

  @Override
  public List<Token> list() {
    return content.tokens;
  }

  @Override
  public Administrators administrators(Instant now) {
    var known = content;
    if (!known.hasSeveralAdmins(now)) {
      return Administrators.ONE;
    }
    // A file of before this was kept does not say since when.
    return known.severalAdminsSince == null
        ? Administrators.SEVERAL
        : new Administrators(known.severalAdminsSince);
  }

  @Override
  public synchronized boolean add(Token token) throws IOException {
    var tokens = content.tokens;
    if (tokens.stream().anyMatch(other -> other.name().equals(token.name()))) {
      return false;
    }
    if (tokens.size() >= MOST) {
      throw new IOException(
          "cannot keep the token '%s': there are %d already; remove some that nobody uses"
              .formatted(token.name(), tokens.size()));
    }
    var more = new ArrayList<>(tokens);
    more.add(token);
    more.sort(Comparator.comparing(Token::name));
    // One that takes another's place begins nothing anew.
    store(
        new Content(
            more,
            content.hasSeveralAdmins(token.created())
                ? content.severalAdminsSince
                : token.created()));
    return true;
  }

  @Override
  public synchronized Removal remove(String name, Instant now) throws IOException {
    var fewer = content.without(name);
    if (fewer.tokens.size() == content.tokens.size()) {
      return Removal.ABSENT;
    }
    if (content.goodAdmins(now) > 0 && fewer.goodAdmins(now) == 0) {
      return Removal.LAST_ADMIN;
    }
    store(fewer);
    return Removal.REMOVED;
  }

  @Override
  public synchronized void forget(String name) throws IOException {
    store(content.without(name));
  }

  private void store(Content changed) throws IOException {
    PrivateFile.write(file, Json.write(changed));
    content = changed;
  }

  /** What the file holds. */
  record Content(
      @Doc("By name.") List<Token> tokens,
      @Doc("Since when there are several admins, if there are.")
          @Nullable Instant severalAdminsSince) {
    Content {
      tokens = List.copyOf(tokens);
    }

    boolean hasSeveralAdmins(Instant now) {
      return goodAdmins(now) > 1;
    }

    long goodAdmins(Instant now) {
      return tokens.stream()
          .filter(token -> token.role() == Role.ADMIN && !token.isExpired(now))
          .count();
    }

    Content without(String name) {
      return new Content(
          tokens.stream().filter(token -> !token.name().equals(name)).toList(), severalAdminsSince);
    }
  }
}
