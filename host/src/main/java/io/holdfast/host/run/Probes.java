package io.holdfast.host.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.api.application.Probe;
import io.holdfast.host.process.Command;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks an application's probes about restored directories. */
final class Probes {
  private static final int MOST = 1 << 20;

  private Probes() {}

  /**
   * Returns when the probe passed.
   *
   * @param directories the restored ones, by the volume's name
   * @throws IOException when it did not; the message says what was found
   */
  static void require(Probe probe, Map<String, Path> directories) throws IOException {
    switch (probe.check()) {
      case Probe.Check.Command(var argv) ->
          command(Command.of(argv.toArray(String[]::new)), probe.timeout(), directories);
      case Probe.Check.Checksum(String volume, String file, String expected) ->
          checksum(directories.get(volume), volume, file, expected);
      case Probe.Check.Http http -> http(http, probe.timeout());
      case Probe.Check.Sql _ ->
          throw new IOException(
              "probe %s asks a database, which this version cannot do: use a command, as psql"
                  .formatted(probe.name()));
    }
  }

  private static void command(Command command, Duration limit, Map<String, Path> directories)
      throws IOException {
    Map<String, String> variables = new HashMap<>();
    directories.forEach((volume, directory) ->
        variables.put(
            "HOLDFAST_VOLUME_" + volume.toUpperCase(Locale.ROOT).replace('-', '_'),
            directory.toString()));
    var ended = command.with(variables).run(limit);
    if (ended.exit() != 0) {
      throw new IOException(
          "%s ended with exit code %d: %s"
              .formatted(command.program(), ended.exit(), ended.words()));
    }
  }

  private static void checksum(
      @Nullable Path directory, String volume, String file, String expected) throws IOException {
    if (directory == null) {
      throw new IOException("volume %s was not restored".formatted(volume));
    }
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
    try (InputStream in =
        new DigestInputStream(Files.newInputStream(directory.resolve(file)), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    String found = HexFormat.of().formatHex(digest.digest());
    if (!found.equals(expected)) {
      throw new IOException("the SHA-256 of %s is %s, not %s".formatted(file, found, expected));
    }
  }

  /** What a server answered, as far as it is looked at. */
  private record Answer(int status, String text) {}

  private static void http(Probe.Check.Http check, Duration limit) throws IOException {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(limit).build()) {
      FutureTask<Answer> answer = new FutureTask<>(() -> ask(client, check));
      Thread.ofVirtual().name("probe of " + check.url()).start(answer);
      try {
        judge(check, answer.get(limit.toMillis(), TimeUnit.MILLISECONDS));
      } catch (TimeoutException late) {
        throw new IOException(
            "%s did not answer within %d s".formatted(check.url(), limit.toSeconds()), late);
      } catch (ExecutionException failure) {
        throw new IOException(
            "%s gives no answer: %s".formatted(check.url(), words(failure.getCause())), failure);
      } finally {
        // An answer that goes on for ever would keep the client for ever, too.
        client.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while probing " + check.url());
    }
  }

  private static String words(@Nullable Throwable failure) {
    if (failure instanceof ConnectException) {
      return "nobody accepts the connection";
    }
    return failure == null || failure.getMessage() == null
        ? String.valueOf(failure)
        : failure.getMessage();
  }

  private static Answer ask(HttpClient client, Probe.Check.Http check)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        client.send(
            HttpRequest.newBuilder(URI.create(check.url())).build(),
            HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      return new Answer(response.statusCode(), new String(body.readNBytes(MOST), UTF_8));
    }
  }

  private static void judge(Probe.Check.Http check, Answer answer) throws IOException {
    if (answer.status != check.status()) {
      throw new IOException(
          "%s answered %d, not %d".formatted(check.url(), answer.status, check.status()));
    }
    if (check.contains() != null && !answer.text.contains(check.contains())) {
      throw new IOException(
          "the answer of %s does not hold '%s'".formatted(check.url(), check.contains()));
    }
  }
}
