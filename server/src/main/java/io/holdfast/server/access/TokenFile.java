package io.holdfast.server.access;

import io.holdfast.host.state.PrivateFile;
import io.holdfast.schema.Json;
import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.bind.UnknownFields;
import io.holdfast.schema.document.Bounds;
import io.holdfast.schema.document.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/**
 * Tokens in one file, which is replaced as a whole. Whoever uses it owns the state directory, so
 * nobody else writes it.
 */
public final class TokenFile implements Tokens {
  /** So that a script that issues tokens in a loop is told, and the file stays readable. */
  static final int MOST = 1000;

  private final Path file;
  private volatile List<Token> tokens;

  private TokenFile(Path file, List<Token> tokens) {
    this.file = file;
    this.tokens = tokens;
  }

  /** The tokens of a file; none when there is no file yet. */
  public static TokenFile open(Path file) throws IOException {
    var bytes = PrivateFile.read(file, Bounds.DEFAULT.bytes());
    if (bytes.isEmpty()) {
      return new TokenFile(file, List.of());
    }
    var reading =
        Json.read(
            file.toString(), bytes.get(), Content.class, UnknownFields.IGNORE, Bounds.DEFAULT);
    return switch (reading) {
      case Reading.Read<Content>(var content) -> new TokenFile(file, unique(file, content.tokens));
      case Reading.Refused<Content> refused ->
          throw new IOException(
              "cannot read the tokens: %s; restore the file from a backup, or remove it and issue tokens anew"
                  .formatted(refused));
    };
  }

  private static List<Token> unique(Path file, List<Token> tokens) throws IOException {
    var names = new HashSet<String>();
    for (var token : tokens) {
      if (!names.add(token.name())) {
        throw new IOException(
            "cannot read the tokens: %s has two named '%s'; remove one of them"
                .formatted(file, token.name()));
      }
    }
    return tokens;
  }

  @Override
  public List<Token> list() {
    return tokens;
  }

  @Override
  public synchronized boolean add(Token token) throws IOException {
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
    store(more);
    return true;
  }

  @Override
  public synchronized boolean remove(String name) throws IOException {
    var fewer = tokens.stream().filter(token -> !token.name().equals(name)).toList();
    if (fewer.size() == tokens.size()) {
      return false;
    }
    store(fewer);
    return true;
  }

  private void store(List<Token> changed) throws IOException {
    PrivateFile.write(file, Json.write(new Content(changed)));
    tokens = List.copyOf(changed);
  }

  /** What the file holds. */
  record Content(@Doc("By name.") List<Token> tokens) {
    Content {
      tokens = List.copyOf(tokens);
    }
  }
}
