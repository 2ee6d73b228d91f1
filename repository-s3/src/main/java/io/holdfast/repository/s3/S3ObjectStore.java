package io.holdfast.repository.s3;

import io.holdfast.repository.store.AlreadyExistsException;
import io.holdfast.repository.store.NoSuchObjectException;
import io.holdfast.repository.store.ObjectContent;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.repository.store.ObjectName;
import io.holdfast.repository.store.ObjectStore;
import io.holdfast.repository.store.UnknownTimeException;
import io.holdfast.repository.store.http.Headers;
import io.holdfast.repository.store.http.HttpTransport;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * A store in a bucket of an S3-compatible service.
 *
 * <p>Every object is one PUT that carries the SHA-256 of its bytes, which the service checks. The
 * config is put on the condition that there is none; on a service without conditional requests it
 * is only looked for first. Its clock is the service's, to the second.
 */
public final class S3ObjectStore implements ObjectStore {
  private final S3Client client;
  private final HttpTransport transport;
  private final S3Location location;
  private final S3Puts puts;
  private final S3Reads reads;

  private S3ObjectStore(S3Settings settings, HttpTransport transport) {
    this.client = S3Clients.s3(settings, transport);
    this.transport = transport;
    this.location = settings.location();
    this.puts = new S3Puts(location.bucket(), settings.upload(), InstantSource.system());
    this.reads = new S3Reads(client, location);
  }

  /** A store that was not asked anything yet. */
  public static S3ObjectStore open(S3Settings settings) throws IOException {
    return new S3ObjectStore(settings, new HttpTransport(settings.patience(), settings.tls()));
  }

  /** A request to the service; what the SDK throws is translated by {@link #call}. */
  interface Request<T> {
    T send() throws IOException;
  }

  static <T> T call(String attempt, Request<T> request) throws IOException {
    try {
      return request.send();
    } catch (RuntimeException e) { // the SDK's kinds, and whatever a garbled answer makes of it
      throw S3Failure.of(attempt, e);
    }
  }

  @Override
  public String location() {
    return location.toString();
  }

  /** Makes the bucket unless it is there; without the right to look it is taken to be there. */
  @Override
  public void create() throws IOException {
    String where = location.bucket() + " at " + location.endpoint();
    boolean there =
        call(
            "look for the bucket " + where,
            () -> {
              try {
                client.listObjectsV2(request ->
                    request.bucket(location.bucket()).prefix(location.prefix()).maxKeys(1));
                return true;
              } catch (AwsServiceException e) {
                if (S3Failure.code(e).equals("NoSuchBucket")) {
                  return false;
                }
                throw e;
              }
            });
    if (!there) {
      call(
          "make the bucket " + where,
          () -> client.createBucket(request -> request.bucket(location.bucket())));
    }
  }

  @Override
  public void put(ObjectName name, ObjectContent content) throws IOException {
    PutObjectRequest request = puts.request(name, location.key(name), content);
    String attempt = "store %s in %s".formatted(name, location);
    PutObjectResponse answer =
        name.kind() == ObjectKind.CONFIG
            ? putNew(attempt, name, request, content)
            : put(attempt, request, content);
    if (answer.eTag() == null) {
      throw new IOException(
          "cannot %s: the answer does not say that it is stored".formatted(attempt));
    }
  }

  private PutObjectResponse put(String attempt, PutObjectRequest request, ObjectContent content)
      throws IOException {
    return call(attempt, () -> client.putObject(request, S3Puts.body(content)));
  }

  /** Looks first, because services that do not know the condition ignore it. */
  private PutObjectResponse putNew(
      String attempt, ObjectName name, PutObjectRequest request, ObjectContent content)
      throws IOException {
    if (exists(name)) {
      throw new AlreadyExistsException(location(), name);
    }
    PutObjectRequest unlessThere = request.toBuilder().ifNoneMatch("*").build();
    Optional<PutObjectResponse> answer =
        call(
            attempt,
            () -> {
              try {
                return Optional.of(client.putObject(unlessThere, S3Puts.body(content)));
              } catch (AwsServiceException e) {
                return switch (e.statusCode()) {
                  case 412 -> throw new AlreadyExistsException(location(), name, e);
                  case 501 -> Optional.empty(); // says itself that it knows no conditions
                  default -> throw e;
                };
              }
            });
    return answer.isPresent() ? answer.get() : put(attempt, request, content);
  }

  @Override
  public byte[] read(ObjectName name, long offset, int length) throws IOException {
    return reads.read(name, offset, length);
  }

  @Override
  public long size(ObjectName name) throws IOException {
    return reads.size(name);
  }

  @Override
  public void list(ObjectKind kind, Listing listing) throws IOException {
    if (kind != ObjectKind.CONFIG) {
      new S3Listing(client, location).pass(kind, listing);
      return;
    }
    long size;
    try {
      size = size(ObjectName.CONFIG);
    } catch (NoSuchObjectException absent) {
      return;
    }
    listing.object(ObjectName.CONFIG, size);
  }

  @Override
  public void delete(ObjectName name) throws IOException {
    call(
        "delete %s in %s".formatted(name, location),
        () -> {
          try {
            return client.deleteObject(
                request -> request.bucket(location.bucket()).key(location.key(name)));
          } catch (AwsServiceException e) {
            if (S3Failure.code(e).equals("NoSuchKey")) {
              return name;
            }
            throw e;
          }
        });
  }

  /** There is nothing to sweep: what a PUT that was cut short sent is never kept. */
  @Override
  public int sweep(Instant before) {
    return 0;
  }

  @Override
  public Instant clock() throws IOException {
    String attempt = "ask the time of " + location.endpoint();
    Optional<String> date =
        call(
            attempt,
            () -> {
              try {
                return client
                    .headBucket(request -> request.bucket(location.bucket()))
                    .sdkHttpResponse()
                    .firstMatchingHeader("Date");
              } catch (AwsServiceException e) {
                Optional<String> told = S3Failure.header(e, "Date");
                if (told.isEmpty() || e.statusCode() >= 500) {
                  throw e;
                }
                return told; // it tells the time even to whom it tells nothing else
              }
            });
    return date.flatMap(Headers::date)
        .orElseThrow(() ->
            new UnknownTimeException(
                "cannot %s: its header 'Date' is '%s'".formatted(attempt, date.orElse(""))));
  }

  @Override
  public void close() {
    client.close();
    transport.close();
  }
}
