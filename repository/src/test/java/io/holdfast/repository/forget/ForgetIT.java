package io.holdfast.repository.forget;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.holdfast.repository.Creation;
import io.holdfast.repository.Repository;
import io.holdfast.repository.chunk.ChunkerParameters;
import io.holdfast.repository.crypto.Password;
import io.holdfast.repository.crypto.ScryptParameters;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.snapshot.Snapshot;
import io.holdfast.repository.snapshot.SnapshotFilter;
import io.holdfast.repository.store.LocalObjectStore;
import io.holdfast.repository.store.ObjectKind;
import io.holdfast.testkit.peer.Finished;
import io.holdfast.testkit.peer.Peer;
import io.holdfast.testkit.peer.Restic;
import io.holdfast.testkit.property.Property;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same snapshots and the same policy must leave the same snapshots as restic leaves. */
final class ForgetIT {
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

  @TempDir private Path directory;

  @Test
  void keeps_and_says_why_as_restic_does() throws Exception {
    Path path = directory.resolve("repository");
    Instant now = Instant.now();
    Map<SnapshotId, Snapshot> all;
    try (Repository repository = create(path)) {
      Random random = new Random(1);
      for (int i = 0; i < 120; i++) {
        // A third lies close together, one in ten in the future.
        int hours = random.nextInt(3) == 0 ? random.nextInt(60) : random.nextInt(20_000);
        // No two at once: restic's order of these is that in which it happened to read them.
        Instant time =
            now.minus(random.nextInt(10) == 0 ? -hours : hours, ChronoUnit.HOURS).plusSeconds(i);
        save(repository, time, random);
      }
      all = repository.snapshots().all();
    }

    // restic finds the day in the zone that stands in the snapshot; so they were written in this.
    try (Restic restic =
        new Restic(Peer.RESTIC.program(), path.toString(), "secret", Map.of("TZ", ZONE.getId()))) {
      Property.check(40, random -> compare(restic, all, random));
    }
  }

  private static void compare(Restic restic, Map<SnapshotId, Snapshot> all, Random random)
      throws IOException {
    RetentionPolicy policy = RandomPolicy.of(random);
    String grouping = List.of("", "host", "host,paths", "tags,paths").get(random.nextInt(4));
    RetentionPlan.Request request =
        new RetentionPlan.Request(SnapshotFilter.ANY, Grouping.parse(grouping), policy, false);
    List<String> command =
        new ArrayList<>(List.of("forget", "--dry-run", "--json", "--group-by", grouping));
    command.addAll(RandomPolicy.options(policy));

    Finished finished = restic.run(command.toArray(String[]::new));

    switch (RetentionPlan.plan(request, all, Instant.now(), ZONE)) {
      case RetentionPlan.Planning.Planned(RetentionPlan plan) -> {
        finished.exits(0);
        Map<String, List<String>> kept = new TreeMap<>();
        plan.groups().stream()
            .flatMap(group -> group.kept().stream())
            .forEach(one ->
                kept.put(
                    one.point().id().hex(), one.reasons().stream().map(Object::toString).toList()));
        assertThat(kept).as("%s", command).isEqualTo(kept(finished.output()));
      }
      case RetentionPlan.Planning.Refused _ -> assertThat(finished.exit()).isNotZero();
    }
  }

  /** From {@code [{"reasons":[{"snapshot":{"id":…},"matches":[…]}]}]}: matches by id. */
  private static Map<String, List<String>> kept(String output) throws IOException {
    Map<String, List<String>> kept = new TreeMap<>();
    try (JsonParser json = new JsonFactory().createParser(output)) {
      String id = "";
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token != JsonToken.FIELD_NAME) {
          continue;
        }
        if (json.currentName().equals("id")) {
          id = json.nextTextValue();
        } else if (json.currentName().equals("matches")) {
          List<String> matches = new ArrayList<>();
          json.nextToken();
          while (json.nextToken() != JsonToken.END_ARRAY) {
            matches.add(json.getText());
          }
          kept.put(id, matches);
        }
      }
    }
    return kept;
  }

  private static void save(Repository repository, Instant time, Random random) throws IOException {
    String json =
        """
        {"time":"%s","tree":"%s","paths":["%s"],"hostname":"%s"%s}
        """
            .formatted(
                time.atZone(ZONE).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME),
                "%064x".formatted(random.nextInt(1000)),
                random.nextBoolean() ? "/data" : "/home",
                random.nextBoolean() ? "one" : "two",
                random.nextInt(4) == 0 ? ",\"tags\":[\"b\",\"a\"]" : "");
    repository.objects().save(ObjectKind.SNAPSHOT, json.getBytes(StandardCharsets.UTF_8));
  }

  private static Repository create(Path path) throws IOException {
    SecureRandom random = new SecureRandom();
    try (Password password = Password.of("secret".getBytes(StandardCharsets.UTF_8))) {
      return new Creation(
              ChunkerParameters.Gear.generate(random), new ScryptParameters(1024, 8, 1), "u", "h")
          .create(new LocalObjectStore(path), password, random, Instant.now());
    }
  }
}
