package io.holdfast.testkit.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Bodiless S3 requests with AWS Signature Version 4: enough to ask whether a server is ready and to
 * make buckets, and independent of the client under test.
 *
 * <p>Source: AWS, "Signature Version 4 for API requests", steps 1 to 4.
 */
final class SignedRequests implements AutoCloseable {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private final HttpClient client;
  private final String accessKey;
  private final String secretKey;
  private final String region;

  SignedRequests(
      @Nullable ServerCertificate certificate, String accessKey, String secretKey, String region)
      throws IOException {
    HttpClient.Builder builder =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LONGEST);
    if (certificate != null) {
      builder.sslContext(certificate.trustingClient());
    }
    this.client = builder.build();
    this.accessKey = accessKey;
    this.secretKey = secretKey;
    this.region = region;
  }

  /**
   * Sends a request and returns whatever the server answers.
   *
   * @param path begins with a slash and holds only characters that need no escape
   * @param headers further headers, names in lower case; they are signed too
   */
  HttpResponse<String> send(URI endpoint, String method, String path, Map<String, String> headers)
      throws IOException {
    String timestamp = TIMESTAMP.format(InstantSource.system().instant());
    String empty = hash("");
    Map<String, String> signed = new TreeMap<>(headers);
    signed.put("x-amz-date", timestamp);
    signed.put("x-amz-content-sha256", empty);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint.resolve(path))
            .timeout(LONGEST)
            .method(method, BodyPublishers.noBody());
    signed.forEach(request::header);
    signed.put("host", endpoint.getAuthority());

    String names = String.join(";", signed.keySet());
    String lines =
        signed.entrySet().stream()
            .map(header -> header.getKey() + ":" + header.getValue() + "\n")
            .collect(Collectors.joining());
    String canonical = String.join("\n", method, path, "", lines, names, empty);
    String day = timestamp.substring(0, 8);
    String scope = String.join("/", day, region, "s3", "aws4_request");
    String toSign = String.join("\n", "AWS4-HMAC-SHA256", timestamp, scope, hash(canonical));
    byte[] key = authenticate(("AWS4" + secretKey).getBytes(UTF_8), day);
    for (String part : new String[] {region, "s3", "aws4_request"}) {
      key = authenticate(key, part);
    }
    String signature = HexFormat.of().formatHex(authenticate(key, toSign));
    request.header(
        "Authorization",
        "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
            .formatted(accessKey, scope, names, signature));
    try {
      return client.send(request.build(), BodyHandlers.ofString(UTF_8));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted in %s %s".formatted(method, path));
    }
  }

  private static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException("every Java has SHA-256", absent);
    }
  }

  private static byte[] authenticate(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException("every Java has HmacSHA256", absent);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
