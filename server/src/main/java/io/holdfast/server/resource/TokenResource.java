package io.holdfast.server.resource;

import io.holdfast.api.platform.Role;
import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Pattern;
import io.holdfast.server.access.Issuing;
import io.holdfast.server.access.Token;
import io.holdfast.server.access.Tokens;
import io.holdfast.server.route.ProblemKind;
import io.holdfast.server.route.RefusedException;
import io.holdfast.server.route.Request;
import io.holdfast.server.route.Response;
import io.holdfast.server.route.Route;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who may call: tokens are issued, listed and removed here. */
public final class TokenResource {
  private final Tokens tokens;
  private final Issuing issuing;

  public TokenResource(Tokens tokens, Issuing issuing) {
    this.tokens = tokens;
    this.issuing = issuing;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/v1/tokens", Role.ADMIN, _ -> list()),
        Route.post("/v1/tokens", Role.ADMIN, this::issue),
        Route.delete("/v1/tokens/{name}", Role.ADMIN, this::remove));
  }

  private Response list() {
    return Response.ok(new Listed(tokens.list().stream().map(Row::of).toList()));
  }

  private Response issue(Request request) throws RefusedException, IOException {
    var wanted = request.body().as(Wanted.class);
    if (issuing.isOver(wanted.expires)) {
      throw new RefusedException(
          ProblemKind.INVALID_DOCUMENT,
          "expires is %s, which is over by this machine's clock: expected a time to come, or none"
              .formatted(wanted.expires));
    }
    var secret =
        issuing
            .issue(wanted.name, wanted.role, wanted.expires)
            .orElseThrow(() ->
                new RefusedException(
                    ProblemKind.CONFLICT,
                    "there is a token named '%s' already; remove that one first, or choose another name"
                        .formatted(wanted.name)));
    return Response.created(new Issued(wanted.name, secret.reveal()));
  }

  private Response remove(Request request) throws RefusedException, IOException {
    var name = request.variable("name");
    return switch (issuing.revoke(name)) {
      case REMOVED -> Response.nothing();
      case ABSENT ->
          throw new RefusedException(
              ProblemKind.NOT_FOUND, "there is no token named '%s'".formatted(name));
      case LAST_ADMIN ->
          throw new RefusedException(
              ProblemKind.CONFLICT,
              "'%s' is the last token of an admin that is good, and nobody could issue another one without it: issue one for another admin first"
                  .formatted(name));
    };
  }

  /** What is asked for. */
  record Wanted(
      @Doc("What the log calls whoever uses it.")
          @Pattern(value = Token.NAME, expected = Token.NAME_WORDS)
          String name,
      @Doc("What it allows.") Role role,
      @Doc("From when on it is refused; never, when absent.") @Nullable Instant expires) {}

  /** The one time that a token is shown. */
  record Issued(
      @Doc("What the log calls whoever uses it.") String name,
      @Doc("To be sent in the header Authorization, after 'Bearer '.") String token) {}

  record Listed(@Doc("By name.") List<Row> tokens) {
    Listed {
      tokens = List.copyOf(tokens);
    }
  }

  /** A token without what recognizes it. */
  record Row(
      @Doc("What the log calls whoever uses it.") String name,
      @Doc("What it allows.") Role role,
      @Doc("When it was issued.") Instant created,
      @Doc("From when on it is refused.") @Nullable Instant expires) {

    static Row of(Token token) {
      return new Row(token.name(), token.role(), token.created(), token.expires());
    }
  }
}
