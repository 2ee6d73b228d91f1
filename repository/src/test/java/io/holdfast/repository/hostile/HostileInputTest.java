package io.holdfast.repository.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class HostileInputTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir private Path directory;

  @Test
  void every_decoder_refuses_or_accepts_mutated_structures() throws IOException {
    long seed = Long.getLong("holdfast.seed", System.nanoTime());
    Fuzzer fuzzer = new Fuzzer(Target.all(new SplittableRandom(seed)), directory, LONG);

    fuzzer.run(seed, 15_000, Long.MAX_VALUE);

    assertThat(fuzzer.failures()).as("with -Dholdfast.seed=" + seed).isEmpty();
    for (Fuzzer.Tally tally : fuzzer.tallies()) {
      assertThat(tally.passedFirst)
          .as("inputs of %s that pass the first check", tally.target.name())
          .isGreaterThan(tally.inputs * 3 / 10);
      assertThat(tally.accepted).as(tally.target.name()).isBetween(1L, tally.inputs - 1);
    }
  }

  @ParameterizedTest
  @MethodSource("corpus")
  void an_input_that_once_failed_fails_no_more(Path input) throws IOException {
    String name = String.valueOf(input.getFileName()).replaceAll("\\..*", "");
    Target target =
        Target.all(new SplittableRandom(1)).stream()
            .filter(candidate -> candidate.name().equals(name))
            .findFirst()
            .orElseThrow();

    try {
      target.decoder().decode(Files.readAllBytes(input)).run();
    } catch (IOException refused) {
      assertThat(refused).hasMessageNotContaining("null");
    }
  }

  static List<Path> corpus() throws IOException, URISyntaxException {
    URL place = HostileInputTest.class.getResource("corpus");
    try (Stream<Path> files = Files.list(Path.of(place.toURI()))) {
      return files.sorted().toList();
    }
  }

  @Test
  void a_crash_is_found_and_its_input_kept() throws IOException {
    List<String> failures =
        tried(input -> {
          throw new IndexOutOfBoundsException("at " + input.length);
        });

    assertThat(failures).singleElement().asString().contains("crashed", "IndexOutOfBounds");
    assertThat(directory.toFile().list()).singleElement().asString().startsWith("fake.");
  }

  @Test
  void a_refusal_is_none() throws IOException {
    assertThat(
            tried(_ -> {
              throw new IOException("no");
            }))
        .isEmpty();
  }

  @Test
  void memory_beyond_the_bound_is_found() throws IOException {
    byte[][] kept = new byte[1][];

    List<String> failures =
        tried(input -> {
          kept[0] = new byte[input.length + 200_000];
          return () -> {};
        });

    assertThat(failures).singleElement().asString().contains("the bound is");
  }

  @Test
  void an_accepted_value_that_does_not_hold_up_is_found() throws IOException {
    List<String> failures =
        tried(_ ->
            () -> {
              throw new IllegalStateException("encodes otherwise");
            });

    assertThat(failures).singleElement().asString().contains("accepted, but");
  }

  private List<String> tried(Target.Decoder decoder) throws IOException {
    Target target =
        new Target(
            "fake", 1, random -> new byte[random.nextInt(9)], _ -> true, decoder, 1, 100_000);
    Fuzzer fuzzer = new Fuzzer(List.of(target), directory, LONG);
    fuzzer.run(1, Fuzzer.WARM_UP + 10, Long.MAX_VALUE);
    return fuzzer.failures();
  }
}
