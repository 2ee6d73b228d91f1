package io.holdfast.repository.store.http;

import io.holdfast.repository.task.Interruption;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Makes calls over connections that it keeps; safe for use by many threads. */
public final class HttpTransport implements AutoCloseable {
  /** The client adds them itself and refuses to be told. */
  private static final Set<String> CLIENTS_OWN =
      Set.of("host", "content-length", "connection", "expect", "upgrade");

  private final ExecutorService executor;
  private final HttpClient client;
  private final Patience patience;

  /**
   * @param tls null to trust the certificates that the JDK trusts
   */
  public HttpTransport(Patience patience, @Nullable Tls tls) throws IOException {
    this.patience = patience;
    this.executor = Executors.newVirtualThreadPerTaskExecutor();
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            // Packs are large: a connection each is faster than streams that share one.
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(patience.connect())
            .executor(executor);
    if (tls != null) {
      builder.sslContext(tls.context());
    }
    this.client = builder.build();
  }

  /**
   * Sends a request and waits for the answer's headers; whatever its status, it is returned.
   *
   * @throws IOException when there is no answer; the message says why, but not what was attempted
   */
  public HttpAnswer send(HttpCall call) throws IOException {
    Progress progress = new Progress(patience);
    HttpCall.Body body = call.body();
    Upload upload = body == null ? null : new Upload(body, progress);
    BodyPublisher publisher =
        body == null || upload == null ? BodyPublishers.noBody() : publisher(body.length(), upload);
    AtomicReference<Arrived> arrived = new AtomicReference<>();
    CompletableFuture<HttpResponse<AnswerBody>> pending =
        client.sendAsync(
            request(call, publisher),
            head -> {
              AnswerBody answer = new AnswerBody(progress);
              arrived.set(new Arrived(head, answer));
              return answer;
            });
    try {
      await(pending, progress);
    } catch (InterruptedIOException stopped) {
      throw stopped;
    } catch (IOException failure) {
      // A body that breaks off at once makes the client forget the headers that it had: the status
      // counts all the same, and whoever reads the body hears of the failure.
      if (arrived.get() == null) {
        throw failure;
      }
      arrived.get().body.onError(failure);
    } finally {
      if (upload != null) {
        upload.end();
      }
    }
    progress.pause();
    Arrived answer = arrived.get();
    int status = answer.head.statusCode();
    if (upload != null && status / 100 == 2 && !upload.complete()) {
      answer.body.close();
      throw new IOException("status %d came before all bytes were sent".formatted(status));
    }
    return new HttpAnswer(status, answer.head.headers(), answer.body);
  }

  /** An answer's headers, and what its body arrives in. */
  private record Arrived(HttpResponse.ResponseInfo head, AnswerBody body) {}

  private static BodyPublisher publisher(long length, Upload upload) {
    return length == 0
        ? BodyPublishers.noBody()
        : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> upload), length);
  }

  private static HttpRequest request(HttpCall call, BodyPublisher publisher) {
    HttpRequest.Builder request = HttpRequest.newBuilder(call.uri());
    call.headers()
        .forEach((name, values) -> {
          if (CLIENTS_OWN.stream().noneMatch(name::equalsIgnoreCase)) {
            values.forEach(value -> request.header(name, value));
          }
        });
    return request.method(call.method(), publisher).build();
  }

  private static void await(CompletableFuture<HttpResponse<AnswerBody>> pending, Progress progress)
      throws IOException {
    try {
      while (progress.left() > 0) {
        try {
          pending.get(progress.left(), TimeUnit.NANOSECONDS);
          return;
        } catch (TimeoutException e) {
          // bytes may have moved meanwhile, which the loop's condition sees
        }
      }
      pending.cancel(true);
      throw new IOException("no answer: " + progress.verdict());
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw HttpFailure.of(cause == null ? e : cause);
    } catch (InterruptedException e) {
      pending.cancel(true);
      throw Interruption.of(e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    executor.shutdownNow();
  }
}
