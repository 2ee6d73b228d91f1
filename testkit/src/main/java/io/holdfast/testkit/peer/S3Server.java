package io.holdfast.testkit.peer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An S3 server of its own for one test: empty at first, on 127.0.0.1, gone on close.
 *
 * <p>versitygw first, MinIO second: both enforce Object Lock and versioning, with different status
 * codes.
 */
public final class S3Server implements AutoCloseable {
  /** The only region there is. */
  public static final String REGION = "us-east-1";

  private static final String ACCESS_KEY = "holdfast-tests";
  private static final String SECRET_KEY = "not-a-secret-in-a-test";

  private final LoopbackServer server;
  private final String scheme;
  private final SignedRequests requests;

  private S3Server(LoopbackServer server, String scheme, SignedRequests requests) {
    this.server = server;
    this.scheme = scheme;
    this.requests = requests;
  }

  /** Starts versitygw without TLS. */
  public static S3Server versitygw() throws IOException {
    return versitygw(null);
  }

  /** Starts versitygw, with TLS when there is a certificate. */
  public static S3Server versitygw(@Nullable ServerCertificate certificate) throws IOException {
    Path program = Peer.VERSITYGW.program();
    Path home = Files.createTempDirectory("holdfast-versitygw-");
    Path root = Files.createDirectory(home.resolve("root"));
    Path versions = Files.createDirectory(home.resolve("versions"));
    Program server =
        Program.of(List.of(program.toString()))
            .in(home)
            .with("--access", ACCESS_KEY, "--secret", SECRET_KEY, "--region", REGION)
            .with("--quiet", "--keep-alive");
    Program secured =
        certificate == null
            ? server
            : server
                .with("--cert", certificate.certificate().toString())
                .with("--key", certificate.key().toString());
    return start(
        home,
        certificate,
        port ->
            secured
                .with("--port", "127.0.0.1:" + port)
                .with("posix", "--versioning-dir", versions.toString(), root.toString()));
  }

  /** Starts MinIO without TLS. */
  public static S3Server minio() throws IOException {
    return minio(null);
  }

  /** Starts MinIO, with TLS when there is a certificate. */
  public static S3Server minio(@Nullable ServerCertificate certificate) throws IOException {
    Path program = Peer.MINIO.program();
    Path home = Files.createTempDirectory("holdfast-minio-");
    Path root = Files.createDirectory(home.resolve("root"));
    Path certificates = Files.createDirectory(home.resolve("certificates"));
    if (certificate != null) {
      copy(certificate.certificate(), certificates.resolve("public.crt"));
      copy(certificate.key(), certificates.resolve("private.key"));
    }
    Program server =
        Program.of(List.of(program.toString()))
            .in(home)
            .with(
                Map.of(
                    "MINIO_ROOT_USER", ACCESS_KEY,
                    "MINIO_ROOT_PASSWORD", SECRET_KEY,
                    "MINIO_BROWSER", "off",
                    "MINIO_UPDATE", "off",
                    "MINIO_CI_CD", "1"))
            .with("server", "--quiet", "--certs-dir", certificates.toString());
    return start(
        home, certificate, port -> server.with("--address", "127.0.0.1:" + port, root.toString()));
  }

  private static S3Server start(
      Path home, @Nullable ServerCertificate certificate, LoopbackServer.Launch launch)
      throws IOException {
    String scheme = certificate == null ? "http" : "https";
    SignedRequests requests = new SignedRequests(certificate, ACCESS_KEY, SECRET_KEY, REGION);
    LoopbackServer server =
        LoopbackServer.start(
            home,
            launch,
            port ->
                requests.send(endpoint(scheme, port), "GET", "/", Map.of()).statusCode() == 200);
    return new S3Server(server, scheme, requests);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  private static URI endpoint(String scheme, int port) {
    return URI.create("%s://127.0.0.1:%d".formatted(scheme, port));
  }

  /** Where it answers, without a path; buckets are addressed by path. */
  public URI endpoint() {
    return endpoint(scheme, server.port());
  }

  /** The repository at the root of a bucket, as restic's {@code --repo} takes it. */
  public String repository(String bucket) {
    return "s3:%s/%s".formatted(endpoint(), bucket);
  }

  public String accessKey() {
    return ACCESS_KEY;
  }

  public String secretKey() {
    return SECRET_KEY;
  }

  /** What a client that reads AWS's variables needs. */
  public Map<String, String> environment() {
    return Map.of(
        "AWS_ACCESS_KEY_ID", ACCESS_KEY,
        "AWS_SECRET_ACCESS_KEY", SECRET_KEY,
        "AWS_DEFAULT_REGION", REGION);
  }

  /** Makes an empty bucket. */
  public void createBucket(String name) throws IOException {
    create(name, Map.of());
  }

  /** Makes an empty bucket with Object Lock, and so with versioning, but no default retention. */
  public void createLockedBucket(String name) throws IOException {
    create(name, Map.of("x-amz-bucket-object-lock-enabled", "true"));
  }

  private void create(String name, Map<String, String> headers) throws IOException {
    HttpResponse<String> answer = requests.send(endpoint(), "PUT", "/" + name, headers);
    if (answer.statusCode() != 200) {
      throw new IOException(
          "could not make the bucket %s at %s: status %d, expected 200: %s"
              .formatted(name, endpoint(), answer.statusCode(), answer.body()));
    }
  }

  /** The server's process, to look at or to kill. */
  public RunningProgram process() {
    return server.running();
  }

  @Override
  public void close() throws IOException {
    requests.close();
    server.close();
  }
}
