package io.holdfast.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Random;

/** Bytes to work on. */
public enum Sample {
  /** Does not compress. */
  RANDOM {
    @Override
    byte[] bytes(int length) {
      var bytes = new byte[length];
      new Random(1).nextBytes(bytes);
      return bytes;
    }
  },
  /** Compresses about as a database dump does. */
  DUMP {
    @Override
    byte[] bytes(int length) {
      var random = new Random(2);
      var text = new StringBuilder(length + 200);
      for (int id = 0; text.length() < length; id++) {
        text.append(
            "INSERT INTO orders VALUES (%d, %d, '%s', %d.%02d, '2026-%02d-%02d');%n"
                .formatted(
                    id,
                    random.nextInt(100_000),
                    Long.toHexString(random.nextLong()),
                    random.nextInt(1_000),
                    random.nextInt(100),
                    1 + random.nextInt(12),
                    1 + random.nextInt(28)));
      }
      return text.substring(0, length).getBytes(UTF_8);
    }
  };

  abstract byte[] bytes(int length);
}
