package io.holdfast.cli.console;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** Progress of work in steps, of which each is counted in its own unit; thread-safe. */
public final class Steps implements Progress.View {
  private record Step(String name, boolean isBytes, long total, LongAdder done) {}

  private volatile Step current = new Step("starting", false, -1, new LongAdder());

  /**
   * A step begins.
   *
   * @param isBytes whether it is counted in bytes
   * @param total negative when nobody knows
   */
  public void begin(String name, boolean isBytes, long total) {
    current = new Step(name, isBytes, total, new LongAdder());
  }

  public void advance(long count) {
    current.done.add(count);
  }

  @Override
  public String words(Duration elapsed) {
    var step = current;
    long done = step.done.sum();
    var amount = step.isBytes ? Amounts.bytes(done) : Long.toString(done);
    if (step.total < 0) {
      return "%s  %s: %s".formatted(Amounts.time(elapsed), step.name, amount);
    }
    return "%s  %s: %s of %s"
        .formatted(
            Amounts.time(elapsed),
            step.name,
            amount,
            step.isBytes ? Amounts.bytes(step.total) : Long.toString(step.total));
  }

  @Override
  public void fields(JsonGenerator json, Duration elapsed) throws IOException {
    var step = current;
    json.writeNumberField("seconds_elapsed", elapsed.toSeconds());
    json.writeStringField("step", step.name);
    json.writeNumberField("done", step.done.sum());
    if (step.total >= 0) {
      json.writeNumberField("total", step.total);
    }
  }
}
