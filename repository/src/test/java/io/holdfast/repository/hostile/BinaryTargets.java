package io.holdfast.repository.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.repository.blob.BlobCodec;
import io.holdfast.repository.blob.LargeWorkspaces;
import io.holdfast.repository.codec.CompressionLevel;
import io.holdfast.repository.codec.Compressor;
import io.holdfast.repository.codec.Decompressor;
import io.holdfast.repository.codec.FileWrapping;
import io.holdfast.repository.codec.GoQuote;
import io.holdfast.repository.codec.GoTime;
import io.holdfast.repository.codec.MalformedException;
import io.holdfast.repository.crypto.AuthenticatedCipher;
import io.holdfast.repository.crypto.MasterKey;
import io.holdfast.repository.id.BlobId;
import io.holdfast.repository.id.Sha256;
import io.holdfast.repository.pack.BlobType;
import io.holdfast.repository.pack.PackEntry;
import io.holdfast.repository.pack.PackHeader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** The decoders of everything but JSON. */
final class BinaryTargets {
  private static final int MAGIC = 0xFD2FB528;
  private static final int LARGEST_FILE = 1 << 20;
  private static final long REFUSAL = 64 << 10;

  /** What a byte of zstd can stand for at most, and a quarter more for room to spare. */
  private static final long PER_ZSTD_BYTE = 40_960;

  private final Compressor compressor = new Compressor(CompressionLevel.FASTEST);
  private final Decompressor decompressor = new Decompressor();
  private final SecureRandom secure = new SecureRandom();
  private final MasterKey key = MasterKey.generate(secure);
  private final AuthenticatedCipher cipher = new AuthenticatedCipher(key, secure);
  private final BlobCodec codec =
      new BlobCodec(key, secure, CompressionLevel.FASTEST, new LargeWorkspaces());

  static List<Target> all() {
    BinaryTargets make = new BinaryTargets();
    return List.of(
        new Target(
            "pack-header",
            3,
            BinaryTargets::header,
            input -> input.length > 44 && input[8] >= 0 && input[8] <= 3,
            BinaryTargets::decodeHeader,
            16,
            REFUSAL),
        new Target(
            "pack-tail",
            1,
            BinaryTargets::tail,
            input -> input.length > 12,
            BinaryTargets::decodeTail,
            16,
            REFUSAL),
        new Target(
            "zstd",
            2,
            make::zstd,
            input -> input.length > 8 && isFrame(input, 4),
            make::decodeZstd,
            PER_ZSTD_BYTE,
            1 << 20),
        new Target(
            "wrapping",
            3,
            make::wrapped,
            input -> input.length > 5 && (input[0] == '{' || isFrame(input, 1)),
            BinaryTargets::unwrap,
            16,
            8 * LARGEST_FILE),
        new Target("blob", 2, make::blob, _ -> true, make::decodeBlob, PER_ZSTD_BYTE, 1 << 20),
        new Target(
            "quoted-name",
            2,
            BinaryTargets::quoted,
            input -> input.length > 0 && input[0] != '"',
            BinaryTargets::unquote,
            64,
            REFUSAL),
        new Target(
            "time",
            1,
            BinaryTargets::time,
            input -> input.length >= 20 && input[4] == '-',
            BinaryTargets::decodeTime,
            64,
            REFUSAL));
  }

  private static boolean isFrame(byte[] input, int at) {
    return little(input).getInt(at) == MAGIC;
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The size of the pack, which mostly fits, and its header. */
  private static byte[] header(RandomGenerator random) {
    List<PackEntry> entries = new Specimens(random).entries(1 + random.nextInt(6));
    byte[] header = PackHeader.encode(entries);
    ByteMutation mutation = new ByteMutation(random);
    int changes = random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      header =
          random.nextInt(4) == 0
              ? mutation.apply(header)
              : mutation.withLength(header, 1 + 4 * random.nextInt(2));
    }
    long size = random.nextInt(4) == 0 ? random.nextInt() : claimedSize(header);
    byte[] input = new byte[8 + header.length];
    little(input).putLong(size).put(header);
    return input;
  }

  /** What the header accounts for, so that decoders do not stop at the size alone. */
  private static long claimedSize(byte[] header) {
    long size = (long) header.length + PackEntry.OVERHEAD + PackHeader.TRAILER_BYTES;
    for (int at = 0; at + 5 <= header.length; ) {
      size += little(header).getInt(at + 1) & 0xffff_ffffL;
      at += PackHeader.entryBytes(header[at] >= 2);
    }
    return size;
  }

  private static Target.Verification decodeHeader(byte[] input) throws IOException {
    if (input.length < 8) {
      throw new MalformedException("too short for a size");
    }
    byte[] header = Arrays.copyOfRange(input, 8, input.length);
    List<PackEntry> entries = PackHeader.decode(header, little(input).getLong());
    return () -> {
      if (!Arrays.equals(PackHeader.encode(entries), header)) {
        throw new IllegalStateException(
            "a pack header encodes to other bytes than it was read from");
      }
    };
  }

  private static byte[] tail(RandomGenerator random) {
    byte[] input = new byte[8 + random.nextInt(60)];
    random.nextBytes(input);
    long size =
        random.nextInt(3) == 0 ? random.nextLong() : random.nextInt(1 << random.nextInt(31));
    little(input).putLong(size);
    return input.length < 12 ? input : new ByteMutation(random).withLength(input, input.length - 4);
  }

  private static Target.Verification decodeTail(byte[] input) throws IOException {
    if (input.length < 8) {
      throw new MalformedException("too short for a size");
    }
    long size = little(input).getLong();
    int sealed = PackHeader.sealedLength(Arrays.copyOfRange(input, 8, input.length), size);
    return () -> {
      if (sealed < 0 || sealed + 4L > size) {
        throw new IllegalStateException("a pack of " + size + " has a header of " + sealed);
      }
    };
  }

  /** Frames one after another, changed, behind the length that they should have. */
  private byte[] zstd(RandomGenerator random) {
    Specimens specimens = new Specimens(random);
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    int expected = 0;
    for (int i = random.nextInt(3); i >= 0; i--) {
      byte[] content = specimens.content();
      expected += content.length;
      if (content.length > 0) {
        frames.writeBytes(compressor.compress(content));
      }
    }
    byte[] bytes = frames.toByteArray();
    ByteMutation mutation = new ByteMutation(random);
    if (random.nextBoolean()) {
      bytes = mutation.apply(bytes);
    }
    byte[] input = new byte[4 + bytes.length];
    little(input).putInt(expected).put(bytes);
    return random.nextInt(12) == 0 ? mutation.withLength(input, 0) : input;
  }

  private Target.Verification decodeZstd(byte[] input) throws IOException {
    if (input.length < 4) {
      throw new MalformedException("too short for a length");
    }
    int expected = little(input).getInt();
    byte[] plain = decompressor.decompress(input, 4, input.length - 4, expected);
    return () -> {
      byte[] streamed;
      try {
        streamed = Decompressor.decompressUpTo(input, 4, input.length - 4, expected);
      } catch (MalformedException needsTheWindow) {
        return; // a window of gigabytes is none when all of the output is one array
      }
      if (!Arrays.equals(streamed, plain)) {
        throw new IllegalStateException("two ways to decompress differ");
      }
    };
  }

  private byte[] wrapped(RandomGenerator random) {
    Specimens specimens = new Specimens(random);
    byte[] json =
        switch (random.nextInt(40)) {
          case 0 -> new byte[random.nextInt(2 * LARGEST_FILE)];
          case 1, 2, 3, 4 -> specimens.index();
          case 5, 6, 7, 8 -> specimens.lock();
          default -> specimens.snapshot();
        };
    byte[] bytes =
        random.nextInt(4) == 0 || json.length == 0 ? json : FileWrapping.wrap(json, compressor);
    return random.nextInt(3) == 0 ? bytes : new ByteMutation(random).apply(bytes);
  }

  private static Target.Verification unwrap(byte[] input) throws IOException {
    byte[] json = FileWrapping.unwrap(input, LARGEST_FILE);
    return () -> {
      if (json.length > LARGEST_FILE) {
        throw new IllegalStateException("a file of " + json.length + " bytes was unwrapped");
      }
    };
  }

  /** Uncompressed length, id, and what a pack holds of the blob, opened. */
  private byte[] blob(RandomGenerator random) {
    byte[] content = new Specimens(random).content();
    boolean compress = content.length > 0 && random.nextInt(3) > 0;
    byte[] stored = compress ? compressor.compress(content) : content;
    ByteMutation mutation = new ByteMutation(random);
    if (random.nextInt(3) == 0) {
      stored = mutation.apply(stored);
    }
    byte[] input = new byte[4 + Sha256.BYTES + stored.length];
    little(input).putInt(compress ? content.length : 0).put(Sha256.of(content).bytes()).put(stored);
    return random.nextInt(12) == 0 ? mutation.withLength(input, 0) : input;
  }

  private Target.Verification decodeBlob(byte[] input) throws IOException {
    int start = 4 + Sha256.BYTES;
    int plainLength = input.length < start ? -1 : little(input).getInt();
    if (plainLength < 0) {
      throw new MalformedException("no index or header lets such a length pass");
    }
    Sha256 id = Sha256.at(input, 4);
    byte[] sealed = cipher.seal(Arrays.copyOfRange(input, start, input.length));
    PackEntry entry = new PackEntry(BlobType.DATA, new BlobId(id), 0, sealed.length, plainLength);
    int length = codec.unpackToPlain(entry, sealed, 0);
    return () -> {
      if (!Sha256.of(codec.plain(), 0, length).equals(id)) {
        throw new IllegalStateException("a blob of another id was let through");
      }
    };
  }

  private static byte[] quoted(RandomGenerator random) {
    byte[] quoted = GoQuote.quote(new Specimens(random).bytes(random.nextInt(20)));
    Json text =
        new Json.Elements(new ArrayList<>(List.of(new Json.Text(new String(quoted, UTF_8)))));
    for (int i = random.nextInt(3); i > 0; i--) {
      new JsonMutation(random).apply(text);
    }
    StringBuilder out = new StringBuilder();
    Json.write(text, out, random, false);
    // Without the brackets and quotes around it, and with the escapes of JSON read once.
    String bare =
        out.substring(1, Math.max(1, out.length() - 1)).replace("\"", "").replace("\\\\", "\\");
    return bare.getBytes(UTF_8);
  }

  private static Target.Verification unquote(byte[] input) throws IOException {
    byte[] name = GoQuote.unquote(new String(input, UTF_8));
    return () -> {
      if (!Arrays.equals(GoQuote.unquote(new String(GoQuote.quote(name), UTF_8)), name)) {
        throw new IllegalStateException("a name does not come back from its quoted form");
      }
    };
  }

  private static byte[] time(RandomGenerator random) {
    byte[] text = GoTime.format(new Specimens(random).time()).getBytes(UTF_8);
    for (int i = random.nextInt(4); i > 0; i--) {
      text[random.nextInt(text.length)] = (byte) "0123456789+-:.TZ".charAt(random.nextInt(16));
    }
    if (random.nextInt(3) > 0) {
      return text;
    }
    byte[] zone = "+01:30".getBytes(UTF_8);
    byte[] zoned = Arrays.copyOf(text, text.length - 1 + zone.length);
    System.arraycopy(zone, 0, zoned, text.length - 1, zone.length);
    return random.nextBoolean() ? zoned : new ByteMutation(random).apply(zoned);
  }

  private static Target.Verification decodeTime(byte[] input) throws IOException {
    Instant time = GoTime.parse(new String(input, UTF_8));
    return () -> {
      String text = GoTime.format(time);
      if (!GoTime.format(GoTime.parse(text)).equals(text)) {
        throw new IllegalStateException(text + " does not stay the same time");
      }
    };
  }
}
