package io.holdfast.repository.hostile;

import io.holdfast.repository.codec.GoTime;
import io.holdfast.repository.config.ChunkerChoice;
import io.holdfast.repository.config.ChunkerSecret;
import io.holdfast.repository.config.Config;
import io.holdfast.repository.config.ConfigCodec;
import io.holdfast.repository.crypto.KeyFile;
import io.holdfast.repository.crypto.MasterKey;
import io.holdfast.repository.crypto.Password;
import io.holdfast.repository.crypto.ScryptParameters;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.PackId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.id.SnapshotId;
import io.holdfast.repository.index.IndexFile;
import io.holdfast.repository.index.IndexedPack;
import io.holdfast.repository.lock.LockCodec;
import io.holdfast.repository.lock.LockFile;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.pack.PackEntry;
import io.holdfast.repository.snapshot.Completeness;
import io.holdfast.repository.snapshot.Snapshot;
import io.holdfast.repository.snapshot.SnapshotAuthor;
import io.holdfast.repository.snapshot.SnapshotCodec;
import io.holdfast.repository.snapshot.SnapshotLineage;
import io.holdfast.repository.snapshot.SnapshotScope;
import io.holdfast.repository.snapshot.SnapshotSummary;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Sound structures of every kind, as our own codecs write them and as restic and rustic do. */
final class Specimens {
  private final RandomGenerator random;

  Specimens(RandomGenerator random) {
    this.random = random;
  }

  byte[] snapshot() {
    if (random.nextInt(3) == 0) {
      return utf8(
          """
          {"time":"2026-11-22T10:00:00.123456789+01:00","parent":null,"tree":"%s","paths":null,"hostname":"h","label":"rustic","delete":"NotSet","tags":[]}\
          """
              .formatted(id().hex()));
    }
    return SnapshotCodec.encode(
        new Snapshot(
            time(),
            new BlobId(id()),
            new SnapshotScope(texts(), texts(), random.nextBoolean() ? completeness() : null),
            texts(),
            new SnapshotAuthor("host", "user", random.nextLong(1L << 32), 100, "restic 0.19.1"),
            new SnapshotLineage(
                new SnapshotId(id()), random.nextBoolean() ? new SnapshotId(id()) : null),
            random.nextBoolean() ? summary() : null));
  }

  private static Completeness completeness() {
    return new Completeness(
        7,
        new Completeness.Listed(1, List.of(new Completeness.Entry("/srv/x.o", "*.o"))),
        new Completeness.Listed(2, List.of(new Completeness.Entry("/srv/y", "denied"))));
  }

  private SnapshotSummary summary() {
    return new SnapshotSummary(
        time(),
        time(),
        new SnapshotSummary.Changes(1, 2, 3),
        new SnapshotSummary.Changes(4, 5, 6),
        new SnapshotSummary.Added(7, 8, 9, 10),
        11,
        Long.MAX_VALUE);
  }

  byte[] config() {
    ChunkerChoice chunker =
        switch (random.nextInt(3)) {
          case 0 -> null;
          case 1 -> new ChunkerChoice("gear", new ChunkerSecret(bytes(ChunkerSecret.BYTES)));
          default -> new ChunkerChoice("other", new ChunkerSecret(bytes(ChunkerSecret.BYTES)));
        };
    return ConfigCodec.encode(
        new Config(1 + random.nextInt(2), id().hex(), 0x3da3358b4dc173L, chunker));
  }

  byte[] lock() {
    return LockCodec.encode(
        new LockFile(
            time(),
            random.nextBoolean(),
            "host",
            "user",
            random.nextInt(),
            random.nextInt(2),
            random.nextInt(2)));
  }

  byte[] key() {
    SecureRandom secure = new SecureRandom();
    ScryptParameters cost = new ScryptParameters(2 << random.nextInt(3), 1 + random.nextInt(2), 1);
    try (MasterKey key = MasterKey.generate(secure);
        Password password = Password.of(utf8("secret"))) {
      return KeyFile.wrap(key, password, cost, GoTime.format(time()), "user", "host", secure)
          .encode();
    }
  }

  byte[] masterKey() {
    try (MasterKey key = MasterKey.generate(new SecureRandom())) {
      return key.encode();
    }
  }

  byte[] index() {
    if (random.nextInt(4) == 0) {
      return utf8(
          """
          {"supersedes":["%1$s"],"packs":[{"id":"%2$s","blobs":[{"id":"%1$s","type":"data","offset":100,"length":50},{"id":"%2$s","type":"tree","offset":0,"length":100,"uncompressed_length":1}],"time":"2026-01-01T00:00:00Z","size":200},{"id":"%1$s","blobs":[]},{"id":"%1$s","blobs":null}],"packs_to_delete":[{"id":"%1$s","blobs":[]}]}\
          """
              .formatted(id().hex(), id().hex()));
    }
    List<IndexedPack> packs = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      packs.add(new IndexedPack(new PackId(id()), entries(1 + random.nextInt(5))));
    }
    return IndexFile.encode(packs);
  }

  /** Blobs that follow one another in a pack. */
  List<PackEntry> entries(int count) {
    List<PackEntry> entries = new ArrayList<>();
    long offset = 0;
    for (int i = 0; i < count; i++) {
      int length = PackEntry.OVERHEAD + random.nextInt(1 << random.nextInt(20));
      int plain = random.nextBoolean() ? 0 : 1 + random.nextInt(1 << 20);
      BlobType type = random.nextBoolean() ? BlobType.DATA : BlobType.TREE;
      entries.add(new PackEntry(type, new BlobId(id()), offset, length, plain));
      offset += length;
    }
    return entries;
  }

  Sha256 id() {
    return Sha256.at(bytes(Sha256.BYTES), 0);
  }

  byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Some text that compresses, and some that does not. */
  byte[] content() {
    int length = random.nextInt(1 << random.nextInt(12));
    return random.nextInt(3) == 0 ? bytes(length) : new byte[length];
  }

  Instant time() {
    return Instant.ofEpochSecond(random.nextLong(-62_167_219_200L, 253_402_300_799L))
        .plusNanos(random.nextInt(3) == 0 ? 0 : random.nextInt(1_000_000_000));
  }

  private List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      texts.add("/some/päth " + i + " \"<&>\u2028");
    }
    return texts;
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
