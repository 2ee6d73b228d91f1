package io.holdfast.repository.chunk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** What restic's own chunker says, as {@code restic-chunker.txt} holds it. */
record PublishedCuts(
    String name, Polynomial polynomial, int length, String sha256, List<Integer> ends) {

  static List<PublishedCuts> all() {
    return lines("cuts").stream()
        .map(words ->
            new PublishedCuts(
                words[1],
                Polynomial.parse(words[2]),
                Integer.parseInt(words[3]),
                words[4],
                Arrays.stream(words, 5, words.length).map(Integer::valueOf).toList()))
        .toList();
  }

  static List<String> polynomials(String kind) {
    return lines(kind).stream().map(words -> words[1]).toList();
  }

  private static List<String[]> lines(String kind) {
    try (InputStream in = PublishedCuts.class.getResourceAsStream("restic-chunker.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .map(line -> line.split(" ", -1))
          .filter(words -> words[0].equals(kind))
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public String toString() {
    return name + " " + polynomial.hex();
  }
}
