package io.holdfast.repository.check;

import io.holdfast.repository.store.ObjectStore;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A pack's pieces on their way from the thread that reads to the thread that computes. */
final class PackDownload implements Pieces {
  /** How the reading goes on. */
  private sealed interface Step {
    record More(Piece piece) implements Step {}

    record End() implements Step {}

    record Failed(IOException failure) implements Step {}
  }

  private final PackReading reading;
  private final ObjectStore store;
  private final PieceMemory memory;
  private final BooleanSupplier abandoned;
  private final BlockingQueue<Step> steps = new SynchronousQueue<>();

  /**
   * @param abandoned whether the thread at the other end is gone, so that waiting for it is vain
   */
  PackDownload(
      PackReading reading, ObjectStore store, PieceMemory memory, BooleanSupplier abandoned) {
    this.reading = reading;
    this.store = store;
    this.memory = memory;
    this.abandoned = abandoned;
  }

  PackReading reading() {
    return reading;
  }

  /** Reads all pieces; a failure goes to the other end. */
  void run() throws IOException, InterruptedException {
    try {
      for (int i = 0; i < reading.ends().size(); i++) {
        pass(new Step.More(reading.piece(store, memory, i)));
      }
    } catch (InterruptedIOException interrupted) {
      throw interrupted;
    } catch (IOException failure) {
      pass(new Step.Failed(failure));
      return;
    }
    pass(new Step.End());
  }

  private void pass(Step step) throws IOException, InterruptedException {
    while (!steps.offer(step, 1, TimeUnit.SECONDS)) {
      requireCompany();
    }
  }

  @Override
  public @Nullable Piece next() throws IOException, InterruptedException {
    Step step = steps.poll(1, TimeUnit.SECONDS);
    while (step == null) {
      requireCompany();
      step = steps.poll(1, TimeUnit.SECONDS);
    }
    return switch (step) {
      case Step.More(Piece piece) -> piece;
      case Step.End _ -> null;
      case Step.Failed(IOException failure) -> throw failure;
    };
  }

  @Override
  public void release(Piece piece) {
    memory.giveBack(piece.bytes());
  }

  private void requireCompany() throws InterruptedIOException {
    if (abandoned.getAsBoolean()) {
      throw new InterruptedIOException("abandoned");
    }
  }
}
