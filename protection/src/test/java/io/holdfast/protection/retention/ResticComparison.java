package io.holdfast.protection.retention;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.holdfast.repository.Creation;
import io.holdfast.repository.Repository;
import io.holdfast.repository.chunk.ChunkerParameters;
import io.holdfast.repository.crypto.Password;
import io.holdfast.repository.crypto.ScryptParameters;
import io.holdfast.repository.store.LocalObjectStore;
import io.holdfast.retention.KeepRules;
import io.holdfast.testkit.peer.Restic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A repository whose snapshots stock restic made, at many times, and the question of which of them
 * stay, put to stock restic and to {@link RetentionPlan}.
 *
 * <p>The points of one application are the snapshots of one host; so a single run of restic, which
 * groups by host, answers for all applications. Only the repository's key is made by Holdfast: with
 * a cheap one, opening takes milliseconds.
 */
final class ResticComparison implements AutoCloseable {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final String PASSWORD = "secret";

  /** From how long ago points come: some lie within days, some within years. */
  private static final List<Duration> SPANS =
      List.of(
          Duration.ofDays(3), Duration.ofDays(60), Duration.ofDays(800), Duration.ofDays(4_000));

  /** One application in so many has points of the future, too. */
  private static final int WITH_FUTURE = 5;

  private record Listed(String host, Candidate point) {}

  private final Restic restic;
  private final ZoneId zone;
  private Map<String, List<Candidate>> points = Map.of();

  /**
   * @param zone that restic runs in: it finds the day in the zone that stands in a snapshot
   */
  ResticComparison(Path program, Path directory, ZoneId zone) throws IOException {
    Path repository = directory.resolve("repository");
    create(repository);
    this.zone = zone;
    this.restic = new Restic(program, repository.toString(), PASSWORD, Map.of("TZ", zone.getId()));
  }

  private static void create(Path path) throws IOException {
    SecureRandom random = new SecureRandom();
    try (Password password = Password.of(PASSWORD.getBytes(StandardCharsets.UTF_8));
        Repository _ =
            new Creation(
                    ChunkerParameters.Gear.generate(random),
                    new ScryptParameters(1024, 8, 1),
                    "u",
                    "h")
                .create(new LocalObjectStore(path), password, random, Instant.now())) {}
  }

  /** Lets restic back up an empty directory, as many times as asked for. */
  void fill(Path directory, int applications, int each, Random random) throws IOException {
    Path empty = Files.createDirectories(directory.resolve("empty"));
    for (int application = 0; application < applications; application++) {
      boolean future = application % WITH_FUTURE == WITH_FUTURE - 1;
      for (Instant time : times(SPANS.get(application % SPANS.size()), each, future, random)) {
        restic
            .run(
                "backup",
                "--quiet",
                "--no-scan",
                "--host",
                "application-" + application,
                "--time",
                TIME.format(time.atZone(zone)),
                empty.toString())
            .exits(0);
      }
    }
    points =
        read(restic.run("snapshots", "--json").exits(0).output()).stream()
            .collect(groupingBy(Listed::host, TreeMap::new, mapping(Listed::point, toList())));
  }

  /** Different ones: restic's order of two at once is that in which it happened to read them. */
  private static Set<Instant> times(Duration span, int count, boolean future, Random random) {
    Instant now = Instant.now();
    Set<Instant> times = new TreeSet<>();
    while (times.size() < count) {
      // An hour away from now, so that both sides agree on what lies in the future.
      long age = 3600 + random.nextLong(span.toSeconds());
      times.add(
          now.minusSeconds(future && random.nextInt(10) == 0 ? -age : age)
              .truncatedTo(ChronoUnit.SECONDS));
    }
    return times;
  }

  /** How many points there are. */
  int size() {
    return points.values().stream().mapToInt(List::size).sum();
  }

  /** Why each point stays, by id, as restic says. */
  Map<String, List<String>> resticKeeps(KeepRules rules) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of("forget", "--dry-run", "--no-lock", "--json", "--group-by", "host"));
    command.addAll(RandomRules.options(rules));
    Map<String, List<String>> kept = new TreeMap<>();
    String output = restic.run(command.toArray(String[]::new)).exits(0).output();
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

  /**
   * The same as planned here, without holds and minimum age; the reason that restic does not know,
   * of the newest complete point, is left out. A plan counts no points of the future, which restic
   * does: of an application with such points the rules are asked, as {@code forget} asks them.
   */
  Map<String, List<String>> planKeeps(KeepRules rules) {
    RetentionPolicy policy = new RetentionPolicy(rules, Duration.ZERO, zone);
    Map<String, List<String>> kept = new TreeMap<>();
    Instant now = Instant.now();
    for (List<Candidate> application : points.values()) {
      if (application.stream().anyMatch(point -> point.cutEnd().isAfter(now))) {
        List<Candidate> newestFirst =
            application.stream()
                .sorted(Comparator.comparing(Candidate::cutEnd).reversed())
                .toList();
        rules
            .apply(newestFirst, Candidate::cutEnd, now, zone)
            .forEach(choice ->
                kept.put(
                    choice.item().id(), choice.reasons().stream().map(Object::toString).toList()));
        continue;
      }
      RetentionPlan.of(List.of(policy), application, now)
          .kept()
          .forEach(each ->
              kept.put(
                  each.point().id(),
                  each.reasons().stream()
                      .filter(reason -> !(reason instanceof Reason.NewestComplete))
                      .map(Object::toString)
                      .toList()));
    }
    kept.values().removeIf(List::isEmpty);
    return kept;
  }

  /** From {@code [{"time":…,"hostname":…,"id":…}]}. */
  private static List<Listed> read(String output) throws IOException {
    List<Listed> listed = new ArrayList<>();
    try (JsonParser json = new JsonFactory().createParser(output)) {
      Instant time = Instant.EPOCH;
      String host = "";
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.FIELD_NAME) {
          switch (json.currentName()) {
            case "time" -> time = OffsetDateTime.parse(json.nextTextValue()).toInstant();
            case "hostname" -> host = json.nextTextValue();
            case "id" ->
                listed.add(
                    new Listed(
                        host,
                        new Candidate(
                            json.nextTextValue(), time, Candidate.Kind.COMPLETE, List.of())));
            default -> {}
          }
        }
      }
    }
    return listed;
  }

  @Override
  public void close() throws IOException {
    restic.close();
  }
}
