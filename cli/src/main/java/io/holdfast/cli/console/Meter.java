package io.holdfast.cli.console;

import java.time.Duration;
import java.util.Locale;

/**
 * How far something is, in bytes.
 *
 * @param done so far
 * @param total of all; negative while nobody knows
 * @param elapsed since the beginning
 */
public record Meter(long done, long total, Duration elapsed) {
  private static final int BAR = 20;

  /** 0 to 1; 0 while nobody knows. */
  public double share() {
    return total <= 0 ? 0 : Math.min(1, (double) done / total);
  }

  /** Bytes per second on the average. */
  public long rate() {
    double seconds = elapsed.toNanos() / 1e9;
    return seconds < 0.1 ? 0 : (long) (done / seconds);
  }

  /** What is left at the average rate; zero while nobody knows. */
  public Duration left() {
    return total <= 0 || rate() <= 0
        ? Duration.ZERO
        : Duration.ofSeconds(Math.max(0, (total - done) / rate()));
  }

  /** {@code [====> ] 42 % 1.2 GiB of 2.9 GiB, 98 MiB/s, 0:17 left}. */
  public String words() {
    var text = new StringBuilder();
    if (total > 0) {
      int filled = (int) (share() * BAR);
      text.append('[')
          .append("=".repeat(filled))
          .append(filled < BAR ? ">" + " ".repeat(BAR - filled - 1) : "")
          .append(String.format(Locale.ROOT, "] %3.0f %%  ", Math.floor(share() * 100)));
    }
    text.append(Amounts.bytes(done));
    if (total > 0) {
      text.append(" of ").append(Amounts.bytes(total));
    }
    text.append(", ").append(Amounts.bytes(rate())).append("/s");
    if (total > 0 && rate() > 0) {
      text.append(", ").append(Amounts.time(left())).append(" left");
    }
    return text.toString();
  }
}
