package io.holdfast.repository.crypto;

/**
 * The one-time authenticator Poly1305 (RFC 8439, 2.5): one key, one message, one tag of 16 bytes.
 *
 * <p>Restartable: {@link #start}, any number of {@link #update}, {@link #finish}. Not thread-safe.
 */
sealed interface Poly1305 permits IntrinsicPoly1305, PortablePoly1305 {
  int KEY_BYTES = 32;
  int TAG_BYTES = 16;

  /** The fastest one that this virtual machine has. */
  static Poly1305 fastest() {
    return IntrinsicPoly1305.isAvailable() ? new IntrinsicPoly1305() : new PortablePoly1305();
  }

  /**
   * Begins a message.
   *
   * @param key r (masked here, as the algorithm says), then s; RFC 8439's order, which is
   *     BouncyCastle's too, while restic's key derivation has k before r (F6)
   */
  void start(byte[] key);

  void update(byte[] bytes, int offset, int length);

  /** Ends the message and writes its 16-byte tag. */
  void finish(byte[] tag, int offset);
}
