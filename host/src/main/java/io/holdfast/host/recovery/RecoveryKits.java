package io.holdfast.host.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.api.application.Volume;
import io.holdfast.api.kind.Repository;
import io.holdfast.api.repository.StoreCredentials;
import io.holdfast.host.repository.Repositories;
import io.holdfast.host.run.FactLog;
import io.holdfast.host.run.Subject;
import io.holdfast.location.Opener;
import io.holdfast.location.Session;
import io.holdfast.protection.ledger.Fact;
import io.holdfast.protection.ledger.FactBody;
import io.holdfast.protection.ledger.LedgerLine;
import io.holdfast.protection.name.RepositoryName;
import io.holdfast.vault.kit.KitPage;
import io.holdfast.vault.kit.KitText;
import io.holdfast.vault.kit.RecoveryKit;
import io.holdfast.vault.kit.RecoveryKit.Credential;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes recovery kits, and remembers that it did. */
public final class RecoveryKits {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final String ENVIRONMENT = "the variables of whoever ran holdfast";

  private final Repositories repositories;
  private final FactLog facts;
  private final Path state;
  private final String machine;
  private final InstantSource clock;

  /**
   * @param state the directory of this machine's state
   * @param machine what kits call it
   */
  public RecoveryKits(
      Repositories repositories, FactLog facts, Path state, String machine, InstantSource clock) {
    this.repositories = repositories;
    this.facts = facts;
    this.state = state;
    this.machine = machine;
    this.clock = clock;
  }

  /** How a kit is written. */
  public enum Format {
    TEXT,
    JSON,
    PAGE
  }

  /**
   * What is asked for.
   *
   * @param applications that are in the repository
   * @param files that do not exist yet, each with what it becomes
   */
  public record Request(
      Repository repository, List<Subject> applications, SortedMap<Path, Format> files) {
    public Request {
      applications = List.copyOf(applications);
      files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }
  }

  /** How it ends. */
  public sealed interface Outcome {
    /**
     * The kit is there.
     *
     * @param warnings what a person should know all the same
     */
    record Exported(List<Path> files, String fingerprint, List<String> warnings)
        implements Outcome {
      public Exported {
        files = List.copyOf(files);
        warnings = List.copyOf(warnings);
      }
    }

    /** Nothing was written. */
    record Refused(String reason) implements Outcome {}
  }

  /** Writes a kit into files that only their owner may read: all of them or none. */
  public Outcome export(Request request) throws IOException, InterruptedException {
    Map<String, Path> kept = kept(request);
    for (Path file : request.files.keySet()) {
      Optional<String> inside = holding(file, kept);
      if (inside.isPresent()) {
        return new Outcome.Refused(
            "%s lies in %s, and would be lost with it: write the kit to somewhere else, best to another machine or paper"
                .formatted(file, inside.get()));
      }
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        return new Outcome.Refused(there(file));
      }
    }
    LedgerLine line = LedgerLine.of(RepositoryName.parse(request.repository.name()));
    try (Session session =
        repositories.openWithIndex(request.repository, Opener.Lock.SHARED, PATIENCE)) {
      RecoveryKit kit = kit(request, session);
      write(request.files, kit);
      String fingerprint = kit.access().fingerprint();
      facts.observe(
          line, Fact.Draft.at(clock.instant(), "holdfast", new FactBody.KitExported(fingerprint)));
      List<String> warnings = new ArrayList<>(keyInside(request, kept));
      try {
        String unread = facts.seal(line, session).warning();
        if (!unread.isEmpty()) {
          warnings.add(unread);
        }
      } catch (InterruptedIOException stopped) {
        throw stopped;
      } catch (IOException later) {
        warnings.add("that it was exported is not in the repository yet: " + later.getMessage());
      }
      return new Outcome.Exported(List.copyOf(request.files.keySet()), fingerprint, warnings);
    }
  }

  private RecoveryKit kit(Request request, Session session) throws IOException {
    Repository declared = request.repository;
    String id = session.repository().config().id();
    RecoveryKit.Access access =
        new RecoveryKit.Access(
            declared.name(),
            declared.spec().location().text(),
            id,
            RecoveryKit.fingerprint(id, session.repository().keyId().hex()),
            repositories.passwordForKit(declared),
            credentials(declared));
    List<RecoveryKit.Place> places = new ArrayList<>();
    for (Subject subject : request.applications) {
      for (Volume volume : subject.application().spec().volumes()) {
        places.add(new RecoveryKit.Place(subject.name().text(), volume.name(), volume.path()));
      }
    }
    return new RecoveryKit(access, places, machine, clock.instant());
  }

  private static List<Credential> credentials(Repository declared) {
    String location = declared.spec().location().text();
    @Nullable StoreCredentials named = declared.spec().credentials();
    String id = named == null ? ENVIRONMENT : named.id().toString();
    String secret = named == null ? ENVIRONMENT : named.secret().toString();
    List<Credential> credentials = new ArrayList<>();
    if (location.startsWith("s3:")) {
      credentials.add(new Credential("AWS_ACCESS_KEY_ID", id));
      credentials.add(new Credential("AWS_SECRET_ACCESS_KEY", secret));
      if (named != null && named.sessionToken() != null) {
        credentials.add(new Credential("AWS_SESSION_TOKEN", named.sessionToken().toString()));
      }
    } else if (location.startsWith("rest:") && named != null) {
      credentials.add(new Credential("RESTIC_REST_USERNAME", id));
      credentials.add(new Credential("RESTIC_REST_PASSWORD", secret));
    }
    return credentials;
  }

  private static byte[] text(RecoveryKit kit, Format format) {
    return switch (format) {
      case TEXT -> KitText.plain(kit).getBytes(UTF_8);
      case JSON -> KitText.json(kit);
      case PAGE -> KitPage.of(kit).getBytes(UTF_8);
    };
  }

  /** What may be lost together, by what a person calls it. */
  private Map<String, Path> kept(Request request) {
    Map<String, Path> kept = new LinkedHashMap<>();
    kept.put("the state directory", state);
    request
        .repository
        .spec()
        .location()
        .directory()
        .ifPresent(directory -> kept.put("the repository itself", Path.of(directory)));
    for (Subject subject : request.applications) {
      for (Volume volume : subject.application().spec().volumes()) {
        kept.put(
            "volume %s of %s, which it is to restore".formatted(volume.name(), subject.name()),
            Path.of(volume.path()));
      }
    }
    return kept;
  }

  private static Optional<String> holding(Path file, Map<String, Path> kept) throws IOException {
    Path parent =
        Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a directory")
            .toRealPath();
    for (Map.Entry<String, Path> one : kept.entrySet()) {
      Path directory = one.getValue();
      if (Files.exists(directory) && parent.startsWith(directory.toRealPath())) {
        return Optional.of(one.getKey());
      }
    }
    return Optional.empty();
  }

  private static List<String> keyInside(Request request, Map<String, Path> kept)
      throws IOException {
    @Nullable String file = request.repository.spec().password().file();
    if (file == null) {
      return List.of();
    }
    return holding(Path.of(file).toRealPath(), kept).stream()
        .map(place ->
            "the key in %s lies in %s: what it opens and the key are lost together, but for this kit"
                .formatted(file, place))
        .toList();
  }

  private static void write(Map<Path, Format> files, RecoveryKit kit) throws IOException {
    List<Path> begun = new ArrayList<>();
    boolean done = false;
    try {
      for (Map.Entry<Path, Format> file : files.entrySet()) {
        write(file.getKey(), text(kit, file.getValue()), begun);
      }
      done = true;
    } finally {
      if (!done) {
        for (Path part : begun) {
          Files.deleteIfExists(part);
        }
      }
    }
  }

  private static void write(Path file, byte[] bytes, List<Path> begun) throws IOException {
    try (FileChannel out =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      begun.add(file);
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        out.write(rest);
      }
      out.force(true);
    } catch (FileAlreadyExistsException there) {
      throw new IOException(there(file), there);
    }
  }

  private static String there(Path file) {
    return "%s is there already, and a kit overwrites nothing: name another directory, or remove the former kit first"
        .formatted(file);
  }
}
