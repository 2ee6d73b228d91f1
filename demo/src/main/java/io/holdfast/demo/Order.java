package io.holdfast.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a customer ordered; stored as one row and one more for each line. */
record Order(long id, int customer, String note, List<Line> lines) {
  private static final int CUSTOMERS = 500;
  private static final int ARTICLES = 2_000;

  /** One article of an order; the price is in cents. */
  record Line(int article, int quantity, int price) {
    private static Line random(Random random) {
      return new Line(random.nextInt(ARTICLES), 1 + random.nextInt(5), 99 + random.nextInt(20_000));
    }
  }

  Order {
    lines = List.copyOf(lines);
  }

  /** Somebody's order of one to five lines, with a note of a few words. */
  static Order random(long id, Random random) {
    var words =
        random.ints(3 + random.nextInt(10), 0, 1 << 20).mapToObj(Integer::toHexString).toList();
    var lines =
        IntStream.range(0, 1 + random.nextInt(5)).mapToObj(_ -> Line.random(random)).toList();
    return new Order(id, random.nextInt(CUSTOMERS), String.join(" ", words), lines);
  }

  /** The sum in cents. */
  long total() {
    return lines.stream().mapToLong(line -> (long) line.quantity * line.price).sum();
  }

  /** A checksum over everything the order says. */
  String receipt() {
    var text =
        lines.stream()
            .map(line -> line.article + ":" + line.quantity + ":" + line.price)
            .collect(Collectors.joining(";", id + "|" + customer + "|" + note + "|", ""));
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
