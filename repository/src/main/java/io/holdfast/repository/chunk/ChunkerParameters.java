package io.holdfast.repository.chunk;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/** How a repository's files are cut, as its config says. */
public sealed interface ChunkerParameters {
  /** A chunker of this kind. */
  Chunker newChunker();

  /** Bytes that nearly all chunks have at most: what memory is laid out for. */
  int usuallyAtMost();

  /** restic's chunker (F33). */
  record Rabin(Polynomial polynomial) implements ChunkerParameters {
    @Override
    public Chunker newChunker() {
      return new RabinChunker(polynomial);
    }

    /** One chunk of thirty is larger than 4 MiB. */
    @Override
    public int usuallyAtMost() {
      return Chunker.MAX;
    }
  }

  /** Holdfast's chunker, whose cuts nobody foresees without its 32-byte secret. */
  final class Gear implements ChunkerParameters, AutoCloseable {
    public static final int SECRET_BYTES = 32;

    private final byte[] secret;

    private Gear(byte[] secret) {
      this.secret = secret;
    }

    /** The chunker with this secret, which is copied: the caller wipes his own. */
    public static Gear of(byte[] secret) {
      if (secret.length != SECRET_BYTES) {
        throw new IllegalArgumentException(
            "a chunker's secret has " + SECRET_BYTES + " bytes, not " + secret.length);
      }
      return new Gear(secret.clone());
    }

    /** A chunker with a new secret. */
    public static Gear generate(SecureRandom random) {
      byte[] secret = new byte[SECRET_BYTES];
      random.nextBytes(secret);
      return new Gear(secret);
    }

    /** A copy of the secret; whoever asks for it wipes it. */
    public byte[] secret() {
      return secret.clone();
    }

    @Override
    public Chunker newChunker() {
      return new GearChunker(secret);
    }

    /** One chunk of random bytes in a hundred thousand is larger. */
    @Override
    public int usuallyAtMost() {
      return 4 << 20;
    }

    @Override
    public void close() {
      Arrays.fill(secret, (byte) 0);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Gear gear && MessageDigest.isEqual(secret, gear.secret);
    }

    /** The same for all, so that it tells nothing. */
    @Override
    public int hashCode() {
      return Gear.class.hashCode();
    }

    @Override
    public String toString() {
      return "***";
    }
  }
}
