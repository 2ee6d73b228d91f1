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
    return MasterKey.of(
        SCrypt.generate(password.bytes(), salt, cost.n(), cost.r(), cost.p(), MasterKey.BYTES));
  }
}
