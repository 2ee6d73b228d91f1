package io.holdfast.repository.store.http;

import io.holdfast.repository.task.Interruption;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An answer's body, read by one thread while it arrives on others; at most two deliveries wait. */
final class AnswerBody extends InputStream implements BodySubscriber<AnswerBody> {
  private static final int DELIVERIES_AHEAD = 2;

  private sealed interface Signal {
    record Delivered(List<ByteBuffer> buffers) implements Signal {}

    record Ended() implements Signal {}

    record Failed(Throwable cause) implements Signal {}
  }

  private final Progress progress;
  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final Deque<ByteBuffer> current = new ArrayDeque<>();
  private Flow.@Nullable Subscription subscription; // guarded by this
  private boolean closed; // guarded by this
  private boolean ended;

  AnswerBody(Progress progress) {
    this.progress = progress;
  }

  /** At once: the answer is there with its headers, its body follows. */
  @Override
  public CompletionStage<AnswerBody> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public synchronized void onSubscribe(Flow.Subscription given) {
    if (closed || subscription != null) {
      given.cancel();
      return;
    }
    subscription = given;
    given.request(DELIVERIES_AHEAD);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    signals.add(new Signal.Delivered(buffers));
  }

  @Override
  public void onError(Throwable failure) {
    signals.add(new Signal.Failed(failure));
  }

  @Override
  public void onComplete() {
    signals.add(new Signal.Ended());
  }

  @Override
  public int read() throws IOException {
    return advance() ? current.getFirst().get() & 0xff : -1;
  }

  @Override
  public int read(byte[] out, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, out.length);
    if (length == 0) {
      return 0;
    }
    if (!advance()) {
      return -1;
    }
    ByteBuffer first = current.getFirst();
    int count = Math.min(length, first.remaining());
    first.get(out, offset, count);
    return count;
  }

  /** Whether there is a byte to read. */
  private boolean advance() throws IOException {
    while (!current.isEmpty() && !current.getFirst().hasRemaining()) {
      current.removeFirst();
    }
    while (current.isEmpty()) {
      if (ended) {
        return false;
      }
      take(await());
    }
    return true;
  }

  private void take(Signal signal) throws IOException {
    switch (signal) {
      case Signal.Ended() -> ended = true;
      case Signal.Failed(Throwable cause) -> {
        ended = true;
        throw HttpFailure.of(cause);
      }
      case Signal.Delivered(List<ByteBuffer> buffers) -> {
        long count = 0;
        for (ByteBuffer buffer : buffers) {
          if (buffer.hasRemaining()) {
            count += buffer.remaining();
            current.add(buffer);
          }
        }
        progress.moved(count);
        synchronized (this) {
          if (subscription != null) {
            subscription.request(1);
          }
        }
      }
    }
  }

  private Signal await() throws IOException {
    progress.resume();
    try {
      for (long left = progress.left(); left > 0; left = progress.left()) {
        Signal signal = signals.poll(left, TimeUnit.NANOSECONDS);
        if (signal != null) {
          return signal;
        }
      }
      giveUp();
      throw new IOException("the answer broke off: " + progress.verdict());
    } catch (InterruptedException e) {
      giveUp();
      throw Interruption.of(e);
    } finally {
      progress.pause();
    }
  }

  /** Whoever closes it afterwards need not hear of the failure again. */
  private void giveUp() {
    ended = true;
    close();
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (subscription != null) {
      subscription.cancel();
    }
  }
}
