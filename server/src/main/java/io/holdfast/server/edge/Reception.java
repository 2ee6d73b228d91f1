package io.holdfast.server.edge;

import io.holdfast.api.platform.Caller;
import io.holdfast.api.platform.Role;
import io.holdfast.server.access.Attempts;
import io.holdfast.server.access.Gate;
import io.holdfast.server.route.Body;
import io.holdfast.server.route.Media;
import io.holdfast.server.route.ProblemKind;
import io.holdfast.server.route.Request;
import io.holdfast.server.route.RequestTarget;
import io.holdfast.server.route.Response;
import io.holdfast.server.route.Routes;
import io.holdfast.server.work.Work;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Takes requests in, on the event loop: refuses before it reads, and reads within bounds. */
final class Reception {
  /** Whoever calls an open route. */
  private static final Caller ANYBODY = new Caller("anybody", Role.VIEWER);

  private final Vertx vertx;
  private final Routes routes;
  private final Doorkeeping doorkeeping;
  private final Answers answers;
  private final Intake intake;
  private final Handlers handlers;
  private final Work work;

  /** Who is let in, and when it is. */
  record Doorkeeping(Gate gate, Attempts attempts, InstantSource clock) {}

  Reception(
      Vertx vertx,
      Routes routes,
      Doorkeeping doorkeeping,
      Answers answers,
      Intake intake,
      Handlers handlers,
      Work work) {
    this.vertx = vertx;
    this.routes = routes;
    this.doorkeeping = doorkeeping;
    this.answers = answers;
    this.intake = intake;
    this.handlers = handlers;
    this.work = work;
  }

  void receive(HttpServerRequest request) {
    if (request.version() == HttpVersion.HTTP_1_1
        && request.headers().getAll(HttpHeaders.HOST).size() != 1) {
      answers.refuseAndClose(
          request, ProblemKind.MALFORMED, "the header 'Host' is to be there once");
      return;
    }
    var target = RequestTarget.parse(request.uri());
    if (target.isEmpty()) {
      answers.refuse(
          request,
          ProblemKind.MALFORMED,
          "the path or query cannot be read: expected /segments, with UTF-8 in percent escapes");
      return;
    }
    switch (routes.find(request.method().name(), target.get().path())) {
      case Routes.Match.Nothing _ ->
          answers.refuse(
              request,
              ProblemKind.NOT_FOUND,
              "there is nothing at this path; docs/reference/http-api.md lists what there is");
      case Routes.Match.OtherMethods other ->
          answers.send(
              request,
              Response.of(
                      ProblemKind.METHOD_NOT_ALLOWED.problem(
                          "this path answers %s only".formatted(other.words())))
                  .with("Allow", other.words()));
      case Routes.Match.Found found -> admit(request, target.get(), found);
    }
  }

  private void admit(HttpServerRequest request, RequestTarget target, Routes.Match.Found found) {
    var needed = found.route().role();
    if (needed == null) {
      read(request, target, found, ANYBODY);
      return;
    }
    var now = doorkeeping.clock.instant();
    var header = request.getHeader(HttpHeaders.AUTHORIZATION);
    switch (doorkeeping.gate.admit(header, now)) {
      case Gate.Entry.Turned turned -> turnAway(request, found, turned);
      case Gate.Entry.Admitted(var caller) -> {
        if (caller.role().covers(needed)) {
          read(request, target, found, caller);
        } else {
          answers.refuse(
              request,
              ProblemKind.FORBIDDEN,
              "the token '%s' has the role %s; %s needs %s"
                  .formatted(
                      caller.name(), caller.role().word(), found.route().name(), needed.word()));
        }
      }
    }
  }

  private void turnAway(
      HttpServerRequest request, Routes.Match.Found found, Gate.Entry.Turned turned) {
    var response =
        Response.of(ProblemKind.UNAUTHENTICATED.problem(turned.reason()))
            .with(
                "WWW-Authenticate",
                turned.attempt()
                    ? "Bearer realm=\"holdfast\", error=\"invalid_token\""
                    : "Bearer realm=\"holdfast\"");
    if (!turned.attempt()) {
      answers.send(request, response);
      return;
    }
    var address = request.remoteAddress().hostAddress();
    var wait = doorkeeping.attempts.failed(address, doorkeeping.clock.instant());
    handlers.refusedToken(found.route(), address, turned.reason());
    if (wait.isZero()) {
      answers.send(request, response);
    } else {
      request.pause();
      vertx.setTimer(wait.toMillis(), _ -> answers.send(request, response));
    }
  }

  private void read(
      HttpServerRequest request, RequestTarget target, Routes.Match.Found found, Caller caller) {
    var accepted = found.route().accepts();
    if (accepted.isEmpty()) {
      if (Intake.hasBody(request)) {
        answers.refuse(
            request,
            ProblemKind.UNSUPPORTED_MEDIA_TYPE,
            "%s takes no body".formatted(found.route().name()));
      } else {
        begin(request, visit -> handle(request, target, found, Body.none(), caller, visit));
      }
      return;
    }
    var header = request.getHeader(HttpHeaders.CONTENT_TYPE);
    var media = Media.of(header).filter(accepted::contains);
    if (media.isEmpty()) {
      answers.refuse(
          request,
          ProblemKind.UNSUPPORTED_MEDIA_TYPE,
          "%s reads %s; the header 'Content-Type' %s"
              .formatted(
                  found.route().name(),
                  Media.words(accepted),
                  header == null ? "is missing" : "says something else"));
      return;
    }
    begin(
        request,
        visit ->
            intake.read(
                request,
                bytes ->
                    handle(request, target, found, new Body(media.get(), bytes), caller, visit),
                visit::end));
  }

  /** From here on the server does not stop without it: its body may still be on its way. */
  private void begin(HttpServerRequest request, Consumer<Visit> visited) {
    if (work.begin()) {
      visited.accept(new Visit(work));
    } else {
      answers.refuse(request, ProblemKind.UNAVAILABLE, "the server is stopping; try again");
    }
  }

  private void handle(
      HttpServerRequest request,
      RequestTarget target,
      Routes.Match.Found found,
      Body body,
      Caller caller,
      Visit visit) {
    handlers.run(
        found.route(),
        new Request(found.variables(), target.query(), body, caller),
        response -> answers.send(request, response).onComplete(_ -> visit.end()));
  }
}
