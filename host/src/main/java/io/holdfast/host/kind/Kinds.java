package io.holdfast.host.kind;

import io.holdfast.api.apply.Applied;
import io.holdfast.api.apply.Apply;
import io.holdfast.api.apply.Referrers;
import io.holdfast.api.apply.Source;
import io.holdfast.api.apply.Surroundings;
import io.holdfast.api.kind.Application;
import io.holdfast.api.kind.Kind;
import io.holdfast.api.kind.Policy;
import io.holdfast.api.kind.Repository;
import io.holdfast.catalog.KindRows;
import io.holdfast.host.kind.file.StoredKinds;
import io.holdfast.host.policy.PolicyTerms;
import io.holdfast.host.run.Subject;
import io.holdfast.host.state.RealPath;
import io.holdfast.protection.plan.Planning;
import io.holdfast.protection.plan.Refusal;
import io.holdfast.repository.select.BadPatternException;
import io.holdfast.repository.select.PatternList;
import io.holdfast.schema.Documents;
import io.holdfast.schema.document.Bounds;
import io.holdfast.schema.document.Mistake;
import io.holdfast.schema.document.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps the kinds of this machine. */
public final class Kinds {
  private final KindRows rows;
  private final InstantSource clock;
  private final Path state;
  private final Object applying = new Object();

  /** By the document; every scrape of metrics asks for all, and they seldom change. */
  private final Map<String, Kind> parsed = new ConcurrentHashMap<>();

  /**
   * @param state where this machine keeps what it knows
   */
  public Kinds(KindRows rows, InstantSource clock, Path state) {
    this.rows = rows;
    this.clock = clock;
    this.state = state;
  }

  /** What an apply does to one object. */
  public record Change(Kind kind, Effect effect) {}

  /** What an apply does. */
  public enum Effect {
    CREATED,
    CHANGED,
    UNCHANGED
  }

  /**
   * Applies documents: all of them or, when anything is wrong with any, none.
   *
   * @param by who applies them
   * @param dryRun whether only to say what would be
   */
  public Reading<List<Change>> apply(List<Source> sources, String by, boolean dryRun)
      throws IOException {
    // What two callers apply at once is to fit together, too.
    synchronized (applying) {
      return applied(sources, by, dryRun);
    }
  }

  private Reading<List<Change>> applied(List<Source> sources, String by, boolean dryRun)
      throws IOException {
    List<Kind> known = all();
    Reading<Applied> reading =
        Apply.read(
            sources,
            new Surroundings(known, Kinds::problem, Kinds::isPattern, RealPath::of, state),
            Bounds.DEFAULT);
    return switch (reading) {
      case Reading.Refused<Applied>(List<Mistake> mistakes) -> new Reading.Refused<>(mistakes);
      case Reading.Read<Applied>(Applied applied) -> new Reading.Read<>(apply(applied, by, dryRun));
    };
  }

  /** Removes an object. */
  @FunctionalInterface
  public interface Removal {
    void run() throws IOException;
  }

  /** Lets an object be removed, or says why not. */
  @FunctionalInterface
  public interface Gate {
    List<Refusal> through(Kind kind, Removal removal) throws IOException;
  }

  /**
   * Declares an object no more, unless others name it.
   *
   * @param type in any case
   * @param gate decides, while nobody applies anything
   * @throws UnknownKindException when it was never applied
   */
  public Planning<Kind> delete(String type, String name, Gate gate) throws IOException {
    synchronized (applying) {
      List<Kind> all = all();
      Kind kind = new NamedKinds(all).find(type, name);
      List<Refusal> refusals =
          Referrers.of(kind, all).stream().map(user -> refusal(kind, user)).toList();
      return Planning.of(
          refusals.isEmpty()
              ? gate.through(kind, () -> rows.remove(kind.kind(), kind.name()))
              : refusals,
          () -> kind);
    }
  }

  private static Refusal refusal(Kind kind, Kind user) {
    return new Refusal(
        words(kind), words(user) + " names it", "delete that first, or apply it without");
  }

  /** Such as {@code application shop}. */
  public static String words(Kind kind) {
    return "%s %s".formatted(kind.kind().toLowerCase(Locale.ROOT), kind.name());
  }

  /** Reads documents by themselves, for whoever has no catalog. */
  public static Reading<Applied> read(List<Source> sources) {
    return Apply.read(
        sources,
        new Surroundings(List.of(), Kinds::problem, Kinds::isPattern, RealPath::of, null),
        Bounds.DEFAULT);
  }

  private List<Change> apply(Applied applied, String by, boolean dryRun) throws IOException {
    List<Change> changes = new ArrayList<>();
    List<KindRows.Applied> objects = new ArrayList<>();
    for (Kind kind : applied.kinds()) {
      String document = Documents.yaml((Record) kind);
      Optional<KindRows.Applied> before = rows.find(kind.kind(), kind.name());
      boolean same = before.filter(row -> row.document().equals(document)).isPresent();
      Effect effect = before.isEmpty() ? Effect.CREATED : same ? Effect.UNCHANGED : Effect.CHANGED;
      changes.add(new Change(kind, effect));
      if (!same) {
        objects.add(
            new KindRows.Applied(
                kind.kind(),
                kind.name(),
                before.map(KindRows.Applied::generation).orElse(0L) + 1,
                clock.instant(),
                asker(kind, before, by),
                "",
                document));
      }
    }
    if (!dryRun) {
      rows.apply(objects);
    }
    return changes;
  }

  /**
   * Who asks for the protection that an object says: whoever changes something else of it does not
   * ask for that.
   */
  private static String asker(Kind kind, Optional<KindRows.Applied> before, String by)
      throws IOException {
    if (before.isEmpty() || before.get().by().isEmpty()) {
      return by;
    }
    Kind former = StoredKinds.ofRow(before.get());
    boolean same =
        switch (kind) {
          case Policy policy ->
              former instanceof Policy earlier
                  && PolicyTerms.removal(policy.spec()).equals(PolicyTerms.removal(earlier.spec()));
          case Application application ->
              former instanceof Application earlier
                  && Objects.equals(application.spec().policyRef(), earlier.spec().policyRef());
          default -> false;
        };
    return same ? before.get().by() : by;
  }

  /** Why a schedule cannot be; empty when it can. */
  private static Optional<String> problem(String cron, ZoneId zone, Duration jitter) {
    try {
      PolicyTerms.schedule(cron, zone, jitter);
      return Optional.empty();
    } catch (IllegalArgumentException wrong) {
      return Optional.of(String.valueOf(wrong.getMessage()));
    }
  }

  private static boolean isPattern(String pattern) {
    try {
      PatternList.of(pattern);
      return true;
    } catch (BadPatternException malformed) {
      return false;
    }
  }

  /** All kinds, as they were applied. */
  public List<Kind> all() throws IOException {
    return parsed(rows.all());
  }

  private List<Kind> parsed(List<KindRows.Applied> objects) throws IOException {
    Map<String, Kind> current = new HashMap<>();
    List<Kind> kinds = new ArrayList<>();
    for (KindRows.Applied row : objects) {
      @Nullable Kind known = parsed.get(row.document());
      Kind kind = known == null ? StoredKinds.ofRow(row) : known;
      current.put(row.document(), kind);
      kinds.add(kind);
    }
    parsed.keySet().retainAll(current.keySet());
    parsed.putAll(current);
    return List.copyOf(kinds);
  }

  /** Those that can be read; for whoever must go on where something is broken. */
  public List<Kind> readable() throws IOException {
    List<Kind> kinds = new ArrayList<>();
    for (KindRows.Applied row : rows.all()) {
      try {
        kinds.add(StoredKinds.ofRow(row));
      } catch (IOException broken) {
        // Whoever needs it is told by all().
      }
    }
    return List.copyOf(kinds);
  }

  /**
   * An application with what it refers to.
   *
   * @param changed when it was declared as it is now
   * @param since when its policy holds for it as both are now
   */
  public record Followed(Subject subject, Instant changed, Instant since) {}

  /** All applications as they are at one moment, whoever applies or deletes meanwhile. */
  public List<Followed> followed() throws IOException {
    List<KindRows.Timed> timed = rows.timed();
    Map<List<String>, KindRows.Times> times = new HashMap<>();
    timed.forEach(row -> times.put(List.of(row.object().kind(), row.object().name()), row.times()));
    List<Followed> followed = new ArrayList<>();
    for (Subject subject :
        new NamedKinds(parsed(timed.stream().map(KindRows.Timed::object).toList())).subjects()) {
      KindRows.Times own = times(subject.application(), times);
      Instant created = own.created();
      Policy policy = subject.policy();
      Instant changed = policy == null ? created : times(policy, times).changed();
      followed.add(
          new Followed(subject, own.changed(), created.isAfter(changed) ? created : changed));
    }
    return List.copyOf(followed);
  }

  private static KindRows.Times times(Kind kind, Map<List<String>, KindRows.Times> times) {
    return Objects.requireNonNull(times.get(List.of(kind.kind(), kind.name())), kind.name());
  }

  /** All applications, each with what it refers to. */
  public List<Subject> subjects() throws IOException {
    return named().subjects();
  }

  /**
   * An application with what it refers to.
   *
   * @throws UnknownKindException when it was never applied
   */
  public Subject subject(String name) throws IOException {
    return named().subject(name);
  }

  /** All repositories. */
  public List<Repository> repositories() throws IOException {
    return named().repositories();
  }

  /**
   * A repository.
   *
   * @throws UnknownKindException when it was never applied
   */
  public Repository repository(String name) throws IOException {
    return named().repository(name);
  }

  private NamedKinds named() throws IOException {
    return new NamedKinds(all());
  }
}
