package io.holdfast.repository.store.rest;

import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.store.AlreadyExistsException;
import io.holdfast.repository.store.BusyException;
import io.holdfast.repository.store.ListedFile;
import io.holdfast.repository.store.NoSuchObjectException;
import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.repository.store.RefusedException;
import io.holdfast.repository.store.TruncatedObjectException;
import io.holdfast.repository.store.UnknownTimeException;
import io.holdfast.repository.store.http.HttpAnswer;
import io.holdfast.repository.store.http.HttpCall;
import io.holdfast.repository.store.http.HttpTransport;
import io.holdfast.repository.store.http.Patience;
import io.holdfast.repository.store.http.Ranges;
import io.holdfast.repository.store.http.Tls;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A store behind restic's REST protocol.
 *
 * <p>The protocol knows no conditional request. The config is looked for before it is stored and
 * read back afterwards; a server that refuses to replace files (restic's own) decides a race, on
 * others two writers that meet within one round trip may both believe they won.
 *
 * <p>Listings show names without folders, so a pack that lies in a wrong folder looks like any
 * other here. Its clock is the server's, to the second.
 */
public final class RestObjectStore implements ObjectStore {
  private static final String API_2 = "application/vnd.x.restic.rest.v2";

  private final RestLocation location;
  private final RestServer server;

  private RestObjectStore(RestLocation location, RestServer server) {
    this.location = location;
    this.server = server;
  }

  /**
   * A store that was not asked anything yet.
   *
   * @param tls null to trust the certificates that the JDK trusts
   */
  public static RestObjectStore open(RestLocation location, Patience patience, @Nullable Tls tls)
      throws IOException {
    return new RestObjectStore(
        location, new RestServer(location, new HttpTransport(patience, tls)));
  }

  @Override
  public String location() {
    return location.toString();
  }

  @Override
  public void create() throws IOException {
    String attempt = "create a repository at " + location;
    try (HttpAnswer answer = server.send(server.creation(), attempt)) {
      if (answer.status() != 200) {
        throw RestFailure.of(attempt, answer);
      }
    }
  }

  @Override
  public void put(ObjectName name, ObjectContent content) throws IOException {
    if (name.kind() == ObjectKind.CONFIG && exists(name)) {
      throw new AlreadyExistsException(location(), name);
    }
    String attempt = "store %s in %s".formatted(name, location);
    HttpCall call =
        new HttpCall("POST", server.object(name))
            .with("Content-Type", "application/octet-stream")
            .with(new HttpCall.Body(content.size(), content::stream));
    try (HttpAnswer answer = server.send(call, attempt)) {
      if (answer.status() == 403) {
        settleRefusal(name, content, RestFailure.of(attempt, answer));
      } else if (answer.status() / 100 != 2) {
        throw RestFailure.of(attempt, answer);
      }
    }
    if (name.kind() == ObjectKind.CONFIG && !holds(name, content)) {
      throw new AlreadyExistsException(location(), name);
    }
  }

  /** Some servers refuse to store an object again; that it is there already is then all right. */
  private void settleRefusal(ObjectName name, ObjectContent content, IOException refusal)
      throws IOException {
    boolean there;
    try {
      there = size(name) == content.size();
    } catch (IOException e) {
      refusal.addSuppressed(e);
      throw refusal;
    }
    if (name.kind() == ObjectKind.CONFIG) {
      throw new AlreadyExistsException(location(), name, refusal);
    }
    if (!there) {
      throw refusal;
    }
  }

  private boolean holds(ObjectName name, ObjectContent content) throws IOException {
    byte[] stored = read(name, 0, Math.toIntExact(content.size()));
    return Sha256.of(stored).equals(content.sha256());
  }

  @Override
  public byte[] read(ObjectName name, long offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, Long.MAX_VALUE);
    if (length == 0) {
      long size = size(name);
      if (size < offset) {
        throw new TruncatedObjectException(location(), name, offset, size);
      }
      return new byte[0];
    }
    String attempt = "read %d bytes at %d of %s in %s".formatted(length, offset, name, location);
    HttpCall call =
        new HttpCall("GET", server.object(name))
            .with("Range", "bytes=%d-%d".formatted(offset, offset + length - 1));
    try (HttpAnswer answer = server.send(call, attempt)) {
      switch (answer.status()) {
        case 200, 206 -> requireRange(name, offset, length, answer);
        case 404 -> throw new NoSuchObjectException(location(), name);
        case 416 ->
            throw new TruncatedObjectException(
                location(), name, offset + length, answer.wholeSize().orElse(-1));
        default -> throw RestFailure.of(attempt, answer);
      }
      return Ranges.exactly(answer.body(), length);
    } catch (NoSuchObjectException
        | TruncatedObjectException
        | RefusedException
        | BusyException
        | InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      throw RestFailure.of(attempt, e);
    }
  }

  /** Compares what the server says it sends with what was asked for. */
  private void requireRange(ObjectName name, long offset, int length, HttpAnswer answer)
      throws IOException {
    boolean whole = answer.status() == 200;
    OptionalLong size = whole ? answer.length() : answer.wholeSize();
    if (size.isPresent() && size.getAsLong() < offset + length) {
      throw new TruncatedObjectException(location(), name, offset + length, size.getAsLong());
    }
    if (whole && (offset != 0 || size.isEmpty() || size.getAsLong() != length)) {
      throw new RefusedException(
          "%s answers with whole objects where a part is asked for; a proxy before it may remove the header 'Range'"
              .formatted(location));
    }
  }

  @Override
  public long size(ObjectName name) throws IOException {
    String attempt = "look at %s in %s".formatted(name, location);
    try (HttpAnswer answer = server.send(new HttpCall("HEAD", server.object(name)), attempt)) {
      return switch (answer.status()) {
        case 200 ->
            answer
                .length()
                .orElseThrow(() ->
                    new IOException(
                        "cannot %s: the server does not tell its size".formatted(attempt)));
        case 404 -> throw new NoSuchObjectException(location(), name);
        default -> throw RestFailure.of(attempt, answer);
      };
    }
  }

  @Override
  public void list(ObjectKind kind, Listing listing) throws IOException {
    if (kind == ObjectKind.CONFIG) {
      passUnlessGone(ObjectName.CONFIG, listing);
      return;
    }
    List<String> withoutSize = new ArrayList<>();
    String attempt = "list %s in %s".formatted(kind.folder(), location);
    HttpCall call = new HttpCall("GET", server.folder(kind)).with("Accept", API_2);
    try (HttpAnswer answer = server.send(call, attempt)) {
      if (answer.status() == 404) {
        return; // an absent folder holds no objects
      }
      if (answer.status() != 200) {
        throw RestFailure.of(attempt, answer);
      }
      RestListing.read(
          attempt,
          answer.body(),
          (name, size) -> {
            if (size == RestListing.UNKNOWN) {
              withoutSize.add(name);
            } else {
              listed(kind, name, size).passTo(listing);
            }
          });
    }
    for (String name : withoutSize) {
      ListedFile file = listed(kind, name, 0);
      ObjectName object = file.object();
      if (object == null) {
        file.passTo(listing);
      } else {
        passUnlessGone(object, listing);
      }
    }
  }

  private void passUnlessGone(ObjectName name, Listing listing) throws IOException {
    long size;
    try {
      size = size(name);
    } catch (NoSuchObjectException gone) {
      return;
    }
    listing.object(name, size);
  }

  private static ListedFile listed(ObjectKind kind, String name, long size) {
    String path =
        kind == ObjectKind.PACK && Sha256.isWellFormed(name)
            ? new ObjectName(kind, name).path()
            : kind.folder() + "/" + name;
    return ListedFile.at(kind, path, size);
  }

  @Override
  public void delete(ObjectName name) throws IOException {
    String attempt = "delete %s in %s".formatted(name, location);
    try (HttpAnswer answer = server.send(new HttpCall("DELETE", server.object(name)), attempt)) {
      if (answer.status() != 404 && answer.status() / 100 != 2) {
        throw RestFailure.of(attempt, answer);
      }
    }
  }

  /** Leftovers are the server's affair; the protocol does not show them. */
  @Override
  public int sweep(Instant before) {
    return 0;
  }

  @Override
  public Instant clock() throws IOException {
    String attempt = "ask the time of " + location;
    try (HttpAnswer answer =
        server.send(new HttpCall("HEAD", server.object(ObjectName.CONFIG)), attempt)) {
      return answer
          .date()
          .orElseThrow(() ->
              new UnknownTimeException(
                  "cannot %s: its answer has no header 'Date'".formatted(attempt)));
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
