package io.holdfast.repository.select;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.holdfast.repository.Creation;
import io.holdfast.repository.chunk.ChunkerParameters;
import io.holdfast.repository.codec.GoText;
import io.holdfast.repository.crypto.Password;
import io.holdfast.repository.crypto.ScryptParameters;
import io.holdfast.repository.file.BytePath;
import io.holdfast.repository.file.Directory;
import io.holdfast.repository.file.EntryKind;
import io.holdfast.repository.store.LocalObjectStore;
import io.holdfast.testkit.peer.Peer;
import io.holdfast.testkit.peer.Restic;
import io.holdfast.testkit.property.Property;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same tree and the same patterns must give the same files as restic takes. */
final class PatternsIT {
  private static final List<byte[]> NAMES =
      List.of(
          "a".getBytes(UTF_8),
          "b.c".getBytes(UTF_8),
          "A.C".getBytes(UTF_8),
          "ab".getBytes(UTF_8),
          "[x]".getBytes(UTF_8),
          "ä*".getBytes(UTF_8),
          "\u00ff\u00fe.c".getBytes(ISO_8859_1));

  private static final List<String> PARTS =
      List.of(
          "a", "b.c", "*", "**", "*.c", "?", "??", "a?", "[^a]*", "[a-ä]*", "\\[x\\]", "ä\\*",
          "*.C", "A*", "..", "*b*", "???c");

  @TempDir private Path directory;

  @Test
  void leaves_out_the_same_entries_as_restic() throws Exception {
    Path source = Files.createDirectory(directory.resolve("source"));
    fill(Directory.open(BytePath.of(source.toString())), 3);
    createRepository(directory.resolve("repository"));

    try (Restic restic =
        new Restic(Peer.RESTIC.program(), directory.resolve("repository"), "secret")) {
      Property.check(30, random -> compare(restic, source, random));
    }
  }

  private void compare(Restic restic, Path source, Random random) throws Exception {
    List<String> sensitive = patterns(source, random);
    List<String> insensitive = random.nextInt(3) == 0 ? patterns(source, random) : List.of();
    long largest = random.nextInt(3) == 0 ? 2 : Long.MAX_VALUE;
    List<String> command =
        new ArrayList<>(
            List.of("backup", "--json", "--dry-run", "-vv", "--exclude-larger-than", "" + largest));
    sensitive.forEach(pattern -> command.addAll(List.of("--exclude", pattern)));
    insensitive.forEach(pattern -> command.addAll(List.of("--iexclude", pattern)));
    command.add(source.toString());
    Rules rules =
        new Rules(
            List.of(
                list(sensitive, PatternList.LetterCase.SENSITIVE),
                list(insensitive, PatternList.LetterCase.INSENSITIVE)),
            List.of(),
            OptionalLong.of(largest),
            false);

    String output = restic.run(command.toArray(String[]::new)).exits(0).output();

    Set<String> taken = new TreeSet<>();
    try (Directory opened = Directory.open(BytePath.of(source.toString()))) {
      // Rules are for what is below what was named.
      walk(opened, rules, taken);
    }
    assertThat(taken).as("%s %s %s", sensitive, insensitive, largest).isEqualTo(files(output));
  }

  private static PatternList list(List<String> patterns, PatternList.LetterCase letterCase)
      throws BadPatternException {
    return PatternList.of(
        patterns.stream().map(pattern -> pattern.getBytes(UTF_8)).toList(), letterCase);
  }

  private static List<String> patterns(Path source, Random random) {
    List<String> patterns = new ArrayList<>();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      List<String> parts = new ArrayList<>();
      for (int j = 1 + random.nextInt(3); j > 0; j--) {
        parts.add(PARTS.get(random.nextInt(PARTS.size())));
      }
      String pattern = String.join("/", parts) + (random.nextInt(6) == 0 ? "/" : "");
      pattern =
          switch (random.nextInt(5)) {
            case 0 -> source + "/" + pattern;
            case 1 -> "/**/" + pattern;
            default -> pattern;
          };
      patterns.add((i > 1 && random.nextInt(3) == 0 ? "!" : "") + pattern);
    }
    return patterns;
  }

  private static void fill(Directory open, int depth) throws IOException {
    try (Directory parent = open) {
      for (byte[] name : NAMES) {
        if (depth > 1 && name.length != 2) {
          parent.createDirectory(name, 0700);
          fill(parent.openChild(name), depth - 1);
        } else {
          try (var file = parent.createFile(name, 0600)) {
            file.write(0, new byte[name.length], 0, name.length);
          }
        }
      }
    }
  }

  /** The files below an open directory that the rules let through. */
  private static void walk(Directory parent, Rules rules, Set<String> taken) throws IOException {
    for (byte[] name : parent.names()) {
      BytePath path = parent.path().resolve(name);
      EntryKind kind = parent.status(name).kind();
      Optional<Rule> rule = rules.decide(path.bytes(), kind, parent.status(name).size());
      if (rule.isPresent()) {
        continue;
      }
      if (kind == EntryKind.DIRECTORY) {
        try (Directory child = parent.openChild(name)) {
          walk(child, rules, taken);
        }
      } else {
        taken.add(GoText.decode(path.bytes()));
      }
    }
  }

  /** The files among the items that restic reports, one JSON object per line. */
  private static Set<String> files(String output) throws IOException {
    Set<String> items = new TreeSet<>();
    try (JsonParser json = new JsonFactory().createParser(output)) {
      String item = "";
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.FIELD_NAME && json.currentName().equals("item")) {
          item = json.nextTextValue();
        } else if (token == JsonToken.START_OBJECT) {
          item = "";
        } else if (token == JsonToken.END_OBJECT && !item.isEmpty() && !item.endsWith("/")) {
          items.add(item);
        }
      }
    }
    return items;
  }

  private static void createRepository(Path path) throws IOException {
    try (LocalObjectStore store = new LocalObjectStore(path);
        Password password = Password.of("secret".getBytes(UTF_8))) {
      SecureRandom random = new SecureRandom();
      new Creation(
              ChunkerParameters.Gear.generate(random),
              new ScryptParameters(1024, 8, 1),
              "user",
              "h")
          .create(store, password, random, Instant.now())
          .close();
    }
  }
}
