package io.holdfast.repository.crypto;

import org.bouncycastle.crypto.generators.SCrypt;

/** The function that makes a password expensive to guess (RFC 7914). */
final class Scrypt {
  private Scrypt() {}

  /**
   * The user key of {@code password}: the AES key, then k, then r (F6).
   *
   * @throws IllegalArgumentException when {@code cost} is out of bounds
   */
  static MasterKey derive(Password password, byte[] salt, ScryptParameters cost) {
    cost.objection()
        .ifPresent(why -> {
          throw new IllegalArgumentException(why);
        });
    MasterKey key =
        MasterKey.of(
            SCrypt.generate(password.bytes(), salt, cost.n(), cost.r(), cost.p(), MasterKey.BYTES));
    // It leaves 32 MiB or more for each of its lanes behind, on a heap where little else is yet.
    // The serial collector would rather let the heap grow by that than look; now it takes
    // milliseconds.
    System.gc();
    return key;
  }
}
