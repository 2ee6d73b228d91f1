package io.holdfast.api.apply;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.api.kind.Kind;
import io.holdfast.schema.document.Bounds;
import io.holdfast.schema.document.Mistake;
import io.holdfast.schema.document.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Files that are applied in tests: the samples, as they are or changed. */
final class Applying {
  static final Path HOME = Path.of("/home/shop");

  /** In place of the one in protection, which this module must not know. */
  static final Surroundings.Timetables TIMETABLES =
      (cron, _, jitter) ->
          switch (cron) {
            case "0 0 30 2 *" -> Optional.of("is \"0 0 30 2 *\", which never fires");
            case "every day" -> Optional.of("is \"every day\"");
            default ->
                jitter.compareTo(Duration.ofHours(24)) < 0
                    ? Optional.empty()
                    : Optional.of("the jitter does not fit");
          };

  /** In place of those in repository, which this module must not know either. */
  static final Predicate<String> PATTERNS = pattern -> !pattern.startsWith("[");

  static final Surroundings ALONE =
      new Surroundings(List.of(), TIMETABLES, PATTERNS, path -> path, null);

  private Applying() {}

  static Map<String, String> samples() throws IOException {
    var samples = new TreeMap<String, String>();
    try (var files = Files.list(Path.of("../docs/samples"))) {
      for (var file : files.toList()) {
        samples.put(String.valueOf(file.getFileName()), Files.readString(file));
      }
    }
    return samples;
  }

  static Reading<Applied> apply(Map<String, String> files, Surroundings surroundings) {
    var sources = new ArrayList<Source>();
    files.forEach((name, text) -> sources.add(new Source(name, HOME, text.getBytes(UTF_8))));
    return Apply.read(sources, surroundings, Bounds.DEFAULT);
  }

  static Reading<Applied> apply(String text) {
    return apply(Map.of("f.yaml", text), ALONE);
  }

  static List<String> mistakes(String text) {
    return apply(text).mistakesFound().stream().map(Mistake::toString).toList();
  }

  static List<Kind> kinds(String text) {
    return apply(text).orThrow().kinds();
  }

  static String document(String kind, String name, String spec) {
    return """
    apiVersion: holdfast.dev/v1alpha1
    kind: %s
    metadata: {name: %s}
    spec: %s
    """
        .formatted(kind, name, spec);
  }

  static String repository(String name, String location) {
    return document("Repository", name, "{location: %s, password: {file: /p}}".formatted(location));
  }

  /** With volumes that have their paths as names. */
  static String application(String name, String... paths) {
    var volumes = new ArrayList<String>();
    for (int i = 0; i < paths.length; i++) {
      volumes.add("{name: v%d, path: %s}".formatted(i, paths[i]));
    }
    return document(
        "Application",
        name,
        "{repositoryRef: {name: main}, volumes: [%s]}".formatted(String.join(", ", volumes)));
  }

  static String together(String... documents) {
    return String.join("---\n", documents);
  }
}
