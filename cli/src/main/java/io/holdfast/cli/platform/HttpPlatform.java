package io.holdfast.cli.platform;

import io.holdfast.api.platform.Caller;
import io.holdfast.api.platform.HttpForm;
import io.holdfast.api.platform.Operation;
import io.holdfast.api.platform.Platform;
import io.holdfast.api.platform.PlatformException;
import io.holdfast.api.platform.Problem;
import io.holdfast.schema.Json;
import io.holdfast.schema.bind.UnknownFields;
import io.holdfast.schema.document.Bounds;
import io.holdfast.schema.document.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** A platform behind a server. What answers is somebody else's, so it is read within bounds. */
final class HttpPlatform implements Platform, AutoCloseable {
  private static final int LARGEST = 256 << 20;

  private static final Duration CONNECTING = Duration.ofSeconds(15);

  /** Longer than any answer takes; a run is waited for by asking again. */
  private static final Duration ANSWERING = Duration.ofMinutes(15);

  private final URI server;
  private final String token;
  private final HttpClient client;

  /**
   * @param server its address, without a path
   */
  HttpPlatform(URI server, String token, HttpClient.Builder client) {
    this.server = server;
    this.token = token;
    this.client =
        client.connectTimeout(CONNECTING).followRedirects(HttpClient.Redirect.NEVER).build();
  }

  /**
   * {@inheritDoc}
   *
   * @param caller is whoever the token is of: the server knows that better
   */
  @Override
  public <Q extends Record, A extends Record> A answer(
      Operation<Q, A> operation, Q question, Caller caller)
      throws PlatformException, IOException, InterruptedException {
    var response = send(request(operation, question));
    var body = bounded(response);
    if (response.statusCode() / 100 == 2) {
      return switch (read(body, operation.answer())) {
        case Reading.Read<A>(var answer) -> answer;
        case Reading.Refused<A>(var mistakes) ->
            throw new IOException(
                "the server's answer to %s cannot be read (%s): it is of another version"
                    .formatted(operation.name(), mistakes.getFirst()));
      };
    }
    if (read(body, Problem.class) instanceof Reading.Read<Problem>(var problem)) {
      throw PlatformException.of(problem);
    }
    throw new IOException(
        "%s answered %s with status %d, and no word of Holdfast's: is another program there?"
            .formatted(server, operation.name(), response.statusCode()));
  }

  private <Q extends Record> HttpRequest request(Operation<Q, ?> operation, Q question) {
    var form = HttpForm.of(operation, question);
    var request =
        HttpRequest.newBuilder(server.resolve(form.path()))
            .timeout(ANSWERING)
            .header("Authorization", "Bearer " + token);
    form.body().ifPresent(_ -> request.header("Content-Type", "application/json"));
    return request
        .method(
            operation.method().name(),
            form.body().map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody))
        .build();
  }

  private HttpResponse<InputStream> send(HttpRequest request)
      throws IOException, InterruptedException {
    try {
      return client.send(request, BodyHandlers.ofInputStream());
    } catch (ConnectException nobody) {
      throw new IOException(
          "no server answers at %s: is it running there, and is the address right?"
              .formatted(server),
          nobody);
    } catch (SSLException untrusted) {
      throw new IOException(
          "the server at %s is not trusted (%s): name the certificate of its authority by --server-ca FILE"
              .formatted(server, untrusted.getMessage()),
          untrusted);
    } catch (HttpTimeoutException late) {
      throw new IOException("the server at %s did not answer in time".formatted(server), late);
    } catch (IOException broken) {
      throw brokeOff(broken);
    }
  }

  private IOException brokeOff(IOException broken) {
    return new IOException(
        "the server at %s broke off (%s): what it had begun goes on, or is taken up when it runs again; 'holdfast run list' tells"
            .formatted(server, broken.getMessage()),
        broken);
  }

  private byte[] bounded(HttpResponse<InputStream> response) throws IOException {
    byte[] bytes;
    try (var body = response.body()) {
      bytes = body.readNBytes(LARGEST + 1);
    } catch (IOException broken) {
      throw brokeOff(broken);
    }
    if (bytes.length > LARGEST) {
      throw new IOException("the server's answer is larger than %d bytes".formatted(LARGEST));
    }
    return bytes;
  }

  /** A newer server may say more than this program knows. */
  private static <T> Reading<T> read(byte[] body, Class<T> type) {
    return Json.read(
        "answer",
        body,
        type,
        UnknownFields.IGNORE,
        Bounds.DEFAULT.ofBytes(Math.max(1, body.length)));
  }

  @Override
  public void close() {
    client.close();
  }
}
