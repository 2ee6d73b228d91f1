package io.holdfast.repository.s3;

import io.holdfast.repository.store.http.HttpAnswer;
import io.holdfast.repository.store.http.HttpCall;
import io.holdfast.repository.store.http.HttpTransport;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Carries the SDK's requests over the engine's transport. */
final class TransportHttpClient implements SdkHttpClient {
  /** No listing or error is larger; what is read of objects is bounded by its reader. */
  private static final long LARGEST_DOCUMENT = 16 << 20;

  private final HttpTransport transport;

  TransportHttpClient(HttpTransport transport) {
    this.transport = transport;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return execute(request);
      }

      // Calls end by their own bounds and by an interrupt.
      @Override
      public void abort() {}
    };
  }

  private HttpExecuteResponse execute(HttpExecuteRequest request) throws IOException {
    SdkHttpRequest http = request.httpRequest();
    HttpCall call = new HttpCall(http.method().name(), http.getUri(), http.headers(), null);
    Optional<ContentStreamProvider> content = request.contentStreamProvider();
    HttpAnswer answer =
        transport.send(
            content.isEmpty()
                ? call
                : call.with(new HttpCall.Body(length(http), () -> content.get().newStream())));
    boolean object = http.firstMatchingHeader("Range").isPresent() && answer.status() / 100 == 2;
    InputStream body = new Body(answer, object ? Long.MAX_VALUE : LARGEST_DOCUMENT);
    HttpExecuteResponse.Builder response =
        HttpExecuteResponse.builder()
            .response(
                SdkHttpResponse.builder()
                    .statusCode(answer.status())
                    .headers(answer.headers().map())
                    .build());
    if (http.method() == SdkHttpMethod.HEAD) {
      body.close();
    } else {
      response.responseBody(AbortableInputStream.create(body));
    }
    return response.build();
  }

  private static long length(SdkHttpRequest http) throws IOException {
    return http.firstMatchingHeader("Content-Length")
        .map(Long::parseLong)
        .orElseThrow(() -> new IOException("the request's length is not known"));
  }

  /** An answer's body that closes the answer and ends with a failure when it is too long. */
  private static final class Body extends FilterInputStream {
    private final HttpAnswer answer;
    private long left;

    Body(HttpAnswer answer, long most) {
      super(answer.body());
      this.answer = answer;
      this.left = most;
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      return value < 0 ? value : count(value, 1);
    }

    @Override
    public int read(byte[] out, int offset, int length) throws IOException {
      int count = super.read(out, offset, length);
      return count < 0 ? count : count(count, count);
    }

    private int count(int result, int bytes) throws IOException {
      left -= bytes;
      if (left < 0) {
        throw new IOException("the answer is larger than any listing: more than 16 MiB");
      }
      return result;
    }

    @Override
    public void close() throws IOException {
      answer.close();
    }
  }

  @Override
  public String clientName() {
    return "Holdfast";
  }

  @Override
  public void close() {
    transport.close();
  }
}
