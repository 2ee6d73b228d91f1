package io.holdfast.repository.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.holdfast.repository.chunk.ChunkerParameters;
import io.holdfast.repository.chunk.Polynomial;
import io.holdfast.repository.config.ChunkerChoice;
import io.holdfast.repository.config.Config;
import io.holdfast.repository.config.ConfigCodec;
import io.holdfast.repository.crypto.KeyFile;
import io.holdfast.repository.crypto.MasterKey;
import io.holdfast.repository.crypto.Password;
import io.holdfast.repository.crypto.ScryptParameters;
import io.holdfast.repository.crypto.Unlock;
import io.holdfast.repository.index.BlobIndex;
import io.holdfast.repository.index.IndexFile;
import io.holdfast.repository.index.IndexedPack;
import io.holdfast.repository.lock.LockCodec;
import io.holdfast.repository.lock.LockFile;
import io.holdfast.repository.pack.PackEntry;
import io.holdfast.repository.snapshot.Snapshot;
import io.holdfast.repository.snapshot.SnapshotCodec;
import io.holdfast.repository.tree.Node;
import io.holdfast.repository.tree.TreeReader;
import io.holdfast.repository.tree.TreeWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The decoders of JSON. */
final class JsonTargets {
  private static final JsonFactory ANY = new JsonFactory();
  private static final int SPECIMENS = 100;

  // A node is some 400 bytes of heap even when its JSON is {} or so. Jackson copies its table of
  // field names, of several thousand at most, when an input brings a new one.
  private static final long PER_BYTE = 250;
  private static final long CONSTANT = 1 << 20;

  private JsonTargets() {}

  static List<Target> all(RandomGenerator random) {
    Specimens specimens = new Specimens(random);
    TreeSpecimens trees = new TreeSpecimens(random);
    return List.of(
        target("tree", 6, trees::tree, JsonTargets::tree),
        target("tree-noted", 2, trees::tree, JsonTargets::treeNoted),
        target("snapshot", 2, specimens::snapshot, JsonTargets::snapshot),
        target("config", 2, specimens::config, JsonTargets::config),
        target("lock", 1, specimens::lock, JsonTargets::lock),
        target("key", 2, specimens::key, JsonTargets::key),
        target("master-key", 1, specimens::masterKey, JsonTargets::masterKey),
        target("index", 3, specimens::index, JsonTargets::index));
  }

  private static Target target(
      String name, int weight, Supplier<byte[]> specimen, Target.Decoder decoder) {
    List<Json> sound = new ArrayList<>();
    for (int i = 0; i < SPECIMENS; i++) {
      sound.add(Json.parse(new String(specimen.get(), UTF_8)));
    }
    return new Target(
        name,
        weight,
        random -> mutated(sound, random),
        JsonTargets::isJson,
        decoder,
        PER_BYTE,
        CONSTANT);
  }

  private static byte[] mutated(List<Json> sound, RandomGenerator random) {
    Json json = Json.copy(sound.get(random.nextInt(sound.size())));
    JsonMutation mutation = new JsonMutation(random);
    for (int i = random.nextInt(4); i > 0; i--) {
      mutation.apply(json);
    }
    StringBuilder text = new StringBuilder();
    Json.write(json, text, random, random.nextInt(10) == 0);
    byte[] bytes = text.toString().getBytes(UTF_8);
    return random.nextInt(6) == 0 ? new ByteMutation(random).apply(bytes) : bytes;
  }

  private static boolean isJson(byte[] input) {
    try (JsonParser parser = ANY.createParser(input)) {
      while (parser.nextToken() != null) {
        parser.finishToken();
      }
      return true;
    } catch (IOException notJson) {
      return false;
    }
  }

  private static Target.Verification tree(byte[] input) throws IOException {
    List<Node> nodes = TreeReader.readAll(input);
    return () -> {
      byte[] again = write(nodes);
      same(again, write(TreeReader.readAll(again)));
    };
  }

  private static byte[] write(List<Node> nodes) {
    TreeWriter writer = new TreeWriter();
    nodes.forEach(writer::add);
    return writer.finish();
  }

  private static Target.Verification treeNoted(byte[] input) throws IOException {
    TreeReader reader = new TreeReader(input, TreeReader.Order.NOTED);
    int count = 0;
    while (reader.next() != null) {
      count++;
    }
    int read = count;
    return () -> {
      if (reader.problems().isEmpty() && TreeReader.readAll(input).size() != read) {
        throw new IllegalStateException("a tree without problems reads otherwise when strict");
      }
    };
  }

  private static Target.Verification snapshot(byte[] input) throws IOException {
    Snapshot snapshot = SnapshotCodec.decode(input);
    return () -> {
      byte[] again = SnapshotCodec.encode(snapshot);
      same(again, SnapshotCodec.encode(SnapshotCodec.decode(again)));
    };
  }

  private static Target.Verification config(byte[] input) throws IOException {
    Config config = ConfigCodec.decode(input);
    return () -> {
      byte[] again = ConfigCodec.encode(config);
      same(again, ConfigCodec.encode(ConfigCodec.decode(again)));
      ChunkerChoice choice = config.chunker();
      if (choice != null) {
        ChunkerParameters.Gear.of(choice.secret().bytes()).close();
      }
      try {
        ChunkerParameters rabin = new ChunkerParameters.Rabin(new Polynomial(config.polynomial()));
        rabin.newChunker();
      } catch (IllegalArgumentException asExpected) {
        // Opening turns it into the refusal of a damaged config
      }
    };
  }

  private static Target.Verification lock(byte[] input) throws IOException {
    LockFile lock = LockCodec.decode(input);
    return () -> {
      byte[] again = LockCodec.encode(lock);
      same(again, LockCodec.encode(LockCodec.decode(again)));
    };
  }

  private static Target.Verification key(byte[] input) throws IOException {
    KeyFile key = KeyFile.decode(input);
    return () -> {
      byte[] again = key.encode();
      same(again, KeyFile.decode(again).encode());
      ScryptParameters cost = key.scrypt();
      boolean cheap = (long) cost.n() * cost.r() * cost.p() <= 64;
      if (cheap || cost.objection().isPresent() || !key.kdf().equals("scrypt")) {
        try (Password password = Password.of(Specimens.utf8("secret"))) {
          if (key.unlock(password) instanceof Unlock.Opened(MasterKey opened)) {
            opened.close();
          }
        }
      }
    };
  }

  private static Target.Verification masterKey(byte[] input) throws IOException {
    MasterKey key = MasterKey.decode(input);
    return () -> same(key.encode(), MasterKey.decode(key.encode()).encode());
  }

  private static Target.Verification index(byte[] input) throws IOException {
    List<IndexedPack> packs = IndexFile.decode(input);
    return () -> {
      byte[] again = IndexFile.encode(packs);
      same(again, IndexFile.encode(IndexFile.decode(again)));
      BlobIndex index = new BlobIndex();
      packs.forEach(index::add);
      for (IndexedPack pack : packs) {
        for (PackEntry blob : pack.blobs()) {
          if (index.findAll(blob.type(), blob.id()).isEmpty()) {
            throw new IllegalStateException("the index lost blob " + blob);
          }
        }
      }
      index.forEachPack((_, _) -> {});
    };
  }

  private static void same(byte[] expected, byte[] actual) {
    if (!Arrays.equals(expected, actual)) {
      throw new IllegalStateException(
          "encoded bytes change when they are read and encoded again: "
              + new String(expected, UTF_8)
              + " became "
              + new String(actual, UTF_8));
    }
  }
}
