package io.holdfast.host.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.api.apply.Source;
import io.holdfast.api.kind.Kind;
import io.holdfast.api.platform.ApplicationList;
import io.holdfast.api.platform.ApplicationView;
import io.holdfast.api.platform.AppliedKinds;
import io.holdfast.api.platform.ApplyKinds;
import io.holdfast.api.platform.Caller;
import io.holdfast.api.platform.Everything;
import io.holdfast.api.platform.OfRepository;
import io.holdfast.api.platform.Operations;
import io.holdfast.api.platform.PlatformException;
import io.holdfast.api.platform.RepositoryMade;
import io.holdfast.api.platform.Trouble;
import io.holdfast.host.Machine;
import io.holdfast.host.kind.ApplyNotes;
import io.holdfast.host.kind.Kinds;
import io.holdfast.host.kind.PlaceNotes;
import io.holdfast.host.retention.PolicyChanges;
import io.holdfast.host.retention.PolicyChanges.Effect;
import io.holdfast.host.run.Subject;
import io.holdfast.host.work.Dispatcher;
import io.holdfast.protection.safeguard.Weakening;
import io.holdfast.schema.document.Reading;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is declared. */
final class KindAnswers {
  private final Machine machine;
  private final Dispatcher dispatcher;

  KindAnswers(Machine machine, Dispatcher dispatcher) {
    this.machine = machine;
    this.dispatcher = dispatcher;
  }

  void addTo(Answers answers) {
    answers.add(Operations.APPLY, this::apply);
    answers.add(Operations.MAKE_REPOSITORY, this::make);
    answers.add(Operations.LIST_APPLICATIONS, this::applications);
  }

  private AppliedKinds apply(ApplyKinds question, Caller caller)
      throws PlatformException, IOException, InterruptedException {
    List<Source> sources = new ArrayList<>();
    for (var source : question.sources()) {
      sources.add(
          new Source(source.name(), directory(source.directory()), source.text().getBytes(UTF_8)));
    }
    // What cannot be read is told by the apply itself.
    List<Kind> before = machine.kinds().readable();
    return switch (machine.kinds().apply(sources, caller.name(), question.dryRun())) {
      case Reading.Read<List<Kinds.Change>>(var changes) -> {
        dispatcher.look();
        List<String> notes =
            new ArrayList<>(
                PlaceNotes.of(
                    changes.stream().map(Kinds.Change::kind).toList(), machine.mounting()));
        if (!question.dryRun()) {
          machine.noteUse();
          notes.addAll(ApplyNotes.of(before, machine.kinds().all()));
          notes.addAll(record());
        }
        yield new AppliedKinds(changes.stream().map(KindAnswers::view).toList(), notes);
      }
      case Reading.Refused<List<Kinds.Change>>(var mistakes) ->
          throw PlatformException.mistaken("nothing was applied", mistakes);
    };
  }

  /** Seals policies that changed; one of an application without points waits for its first. */
  private List<String> record() throws IOException, InterruptedException {
    List<Subject> protectedOnes = new ArrayList<>();
    for (Subject subject : machine.kinds().subjects()) {
      if (!machine.catalog().points().of(subject.repositoryName(), subject.name()).isEmpty()) {
        protectedOnes.add(subject);
      }
    }
    List<String> notes = new ArrayList<>();
    for (Effect effect : machine.policies().record(protectedOnes)) {
      switch (effect) {
        case Effect.InForce _ -> {}
        case Effect.Waits(Subject subject, PolicyChanges.Waiting waiting) ->
            notes.add(
                "the change of policy for %s waits %s, because it protects less: %s"
                    .formatted(
                        subject.name(),
                        words(subject, waiting),
                        String.join(", ", waiting.shrinkage().parts())));
        case Effect.NotSealed(Subject subject, String reason) ->
            notes.add(
                "the change of policy for %s counts from the next run on that can open its repository: %s"
                    .formatted(subject.name(), reason));
      }
    }
    return notes;
  }

  private static String words(Subject subject, PolicyChanges.Waiting waiting) {
    return switch (waiting.standing()) {
      case Weakening.Standing.InEffect _ -> "no more";
      case Weakening.Standing.Waits(Instant until) ->
          "until " + until.truncatedTo(ChronoUnit.SECONDS);
      case Weakening.Standing.NeedsApproval(Instant notBefore) ->
          "until somebody else approves it with 'holdfast policy approve %s %s', and until %s at least"
              .formatted(
                  subject.name(),
                  waiting.change().fact().inLine(),
                  notBefore.truncatedTo(ChronoUnit.SECONDS));
    };
  }

  private static Path directory(String text) throws PlatformException {
    try {
      Path directory = Path.of(text);
      if (directory.isAbsolute()) {
        return directory;
      }
    } catch (InvalidPathException malformed) {
      // told below, as any other that is no absolute path
    }
    throw new PlatformException(
        Trouble.MISTAKEN, "the directory '%s' of a source is no absolute path".formatted(text));
  }

  private static AppliedKinds.Change view(Kinds.Change change) {
    return new AppliedKinds.Change(
        change.kind().kind(),
        change.kind().name(),
        switch (change.effect()) {
          case CREATED -> AppliedKinds.Effect.CREATED;
          case CHANGED -> AppliedKinds.Effect.CHANGED;
          case UNCHANGED -> AppliedKinds.Effect.UNCHANGED;
        });
  }

  private RepositoryMade make(OfRepository question, Caller caller) throws IOException {
    return new RepositoryMade(
        machine.repositories().create(machine.kinds().repository(question.repository())));
  }

  private ApplicationList applications(Everything all, Caller caller) throws IOException {
    List<ApplicationView> views = new ArrayList<>();
    for (Subject subject : machine.kinds().subjects()) {
      views.add(
          new ApplicationView(
              subject.application().name(),
              subject.repository().name(),
              subject.policy() == null ? null : subject.policy().name(),
              subject.application().spec().volumes().size(),
              machine.points().all(subject).size(),
              machine
                  .points()
                  .newestComplete(subject)
                  .map(point -> Views.of(point, Set.of()))
                  .orElse(null)));
    }
    return new ApplicationList(views);
  }
}
