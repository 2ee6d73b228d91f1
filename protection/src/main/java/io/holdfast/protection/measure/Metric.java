package io.holdfast.protection.measure;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One metric: what it is called, what it means, and how its series are read from measurements.
 *
 * @param labels each sample has a value for each, in this order
 */
record Metric(
    String name,
    Type type,
    List<String> labels,
    String help,
    Function<Measurements, Stream<Sample>> samples) {
  Metric {
    labels = List.copyOf(labels);
  }

  /** What may become of its numbers. */
  enum Type {
    COUNTER("counter"),
    GAUGE("gauge");

    private final String text;

    Type(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** A number, and the values of the labels. */
  record Sample(List<String> values, BigDecimal number) {
    Sample {
      values = List.copyOf(values);
    }

    /** One sample, or none when there is nothing to tell. */
    static Stream<Sample> ofKnown(@Nullable BigDecimal number, String... values) {
      return number == null ? Stream.of() : Stream.of(new Sample(List.of(values), number));
    }
  }

  /** Seconds since 1970; what never was is 0, which no clock says any more. */
  static BigDecimal time(@Nullable Instant time) {
    return time == null ? BigDecimal.ZERO : seconds(time.getEpochSecond(), time.getNano());
  }

  static BigDecimal seconds(Duration duration) {
    return seconds(duration.getSeconds(), duration.getNano());
  }

  static BigDecimal flag(boolean on) {
    return on ? BigDecimal.ONE : BigDecimal.ZERO;
  }

  private static BigDecimal seconds(long whole, int nanos) {
    return BigDecimal.valueOf(whole).add(BigDecimal.valueOf(nanos, 9));
  }
}
