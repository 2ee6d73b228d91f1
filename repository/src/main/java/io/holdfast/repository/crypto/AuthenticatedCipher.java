package io.holdfast.repository.crypto;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals and opens bytes as restic does: nonce (16), AES-256-CTR ciphertext, Poly1305-AES tag (16)
 * (F9).
 *
 * <p>The tag covers the ciphertext alone. The nonce is bound to it all the same, since the one-time
 * key is r followed by AES-128 under k of the nonce. A nonce is 128 random bits, so 2^48 sealed
 * pieces collide with a chance of 2^-33 (Bernstein, "The Poly1305-AES message-authentication code",
 * asks only that none repeats). The tag is compared in constant time, before anything is decrypted.
 *
 * <p>Not thread-safe: each thread has its own. It copies the key, so the {@link MasterKey} may be
 * closed before it.
 */
public final class AuthenticatedCipher implements AutoCloseable {
  /** How much longer sealed bytes are than plain ones. */
  public static final int OVERHEAD = 32;

  private static final int NONCE_BYTES = 16;
  private static final int TAG_BYTES = Poly1305.TAG_BYTES;

  /**
   * The virtual machine compiles the callers of its AES and Poly1305 instructions only after
   * thousands of calls. Handed whole blobs, it would run the first gigabyte at a thirtieth of the
   * speed; handed slices of this size, the first tens of megabytes.
   */
  private static final int SLICE = 8 * 1024;

  private final SecureRandom nonces;
  private final SecretKeySpec encryptionKey;
  private final Cipher counterMode;
  private final Cipher nonceCipher;
  private final Poly1305 authenticator;

  private final byte[] nonce = new byte[NONCE_BYTES];
  private final byte[] tag = new byte[TAG_BYTES];
  private final byte[] opened = new byte[SLICE];

  /** r, then the encrypted nonce. */
  private final byte[] oneTimeKey = new byte[Poly1305.KEY_BYTES];

  /** A cipher under {@code key} that draws its nonces from {@code nonces}. */
  public AuthenticatedCipher(MasterKey key, SecureRandom nonces) {
    this(key, nonces, Poly1305.fastest());
  }

  AuthenticatedCipher(MasterKey key, SecureRandom nonces, Poly1305 authenticator) {
    this.nonces = nonces;
    this.authenticator = authenticator;
    byte[] material = key.material();
    int macK = MasterKey.ENCRYPTION_BYTES;
    int macR = macK + MasterKey.MAC_K_BYTES;
    encryptionKey = new SecretKeySpec(material, 0, MasterKey.ENCRYPTION_BYTES, "AES");
    System.arraycopy(material, macR, oneTimeKey, 0, MasterKey.MAC_R_BYTES);
    try {
      counterMode = Cipher.getInstance("AES/CTR/NoPadding");
      // one block at a time, each of them random: the mode has nothing to hide
      nonceCipher = Cipher.getInstance("AES/ECB/NoPadding");
      nonceCipher.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(material, macK, MasterKey.MAC_K_BYTES, "AES"));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has AES", impossible);
    }
  }

  /**
   * Seals {@code length} bytes of {@code plain}.
   *
   * @param out must not be {@code plain}
   * @return the number of bytes written to {@code out}: {@code length + OVERHEAD}
   */
  public int seal(byte[] plain, int offset, int length, byte[] out, int outOffset) {
    Objects.checkFromIndexSize(offset, length, plain.length);
    Objects.checkFromIndexSize(outOffset, Math.addExact(length, OVERHEAD), out.length);
    requireApart(plain, out);
    nonces.nextBytes(nonce);
    if (isZero(nonce)) {
      throw new IllegalStateException("the random generator returned only zeros for a nonce");
    }
    System.arraycopy(nonce, 0, out, outOffset, NONCE_BYTES);
    start();
    int ciphertext = outOffset + NONCE_BYTES;
    for (int done = 0; done < length; done += SLICE) {
      int slice = Math.min(SLICE, length - done);
      crypt(plain, offset + done, slice, out, ciphertext + done);
      authenticator.update(out, ciphertext + done, slice);
    }
    authenticator.finish(out, ciphertext + length);
    return length + OVERHEAD;
  }

  /**
   * Opens {@code length} sealed bytes.
   *
   * @param out must not be {@code sealed}; untouched when the tag does not fit
   * @return the number of bytes written to {@code out}: {@code length - OVERHEAD}
   * @throws AuthenticationException when the bytes are too short, the nonce is all zero (which
   *     restic refuses, too), or the tag does not fit
   */
  public int open(byte[] sealed, int offset, int length, byte[] out, int outOffset)
      throws AuthenticationException {
    requireApart(sealed, out);
    Objects.checkFromIndexSize(outOffset, Math.max(0, length - OVERHEAD), out.length);
    int plainLength = verify(sealed, offset, length);
    int ciphertext = offset + NONCE_BYTES;
    for (int done = 0; done < plainLength; done += SLICE) {
      int slice = Math.min(SLICE, plainLength - done);
      crypt(sealed, ciphertext + done, slice, out, outOffset + done);
    }
    return plainLength;
  }

  /**
   * Like the other {@code open}, to where the sealed bytes begin: whoever needs those no more needs
   * no second array.
   */
  public int openInPlace(byte[] bytes, int offset, int length) throws AuthenticationException {
    int plainLength = verify(bytes, offset, length);
    int ciphertext = offset + NONCE_BYTES;
    for (int done = 0; done < plainLength; done += SLICE) {
      int slice = Math.min(SLICE, plainLength - done);
      crypt(bytes, ciphertext + done, slice, opened, 0);
      System.arraycopy(opened, 0, bytes, offset + done, slice);
    }
    return plainLength;
  }

  /** Prepares to decrypt bytes that are authentic, and returns how many there will be. */
  private int verify(byte[] sealed, int offset, int length) throws AuthenticationException {
    Objects.checkFromIndexSize(offset, length, sealed.length);
    int plainLength = length - OVERHEAD;
    if (plainLength < 0) {
      throw new AuthenticationException(
          "%d sealed bytes are too few, expected at least %d".formatted(length, OVERHEAD));
    }
    System.arraycopy(sealed, offset, nonce, 0, NONCE_BYTES);
    if (isZero(nonce)) {
      throw new AuthenticationException("the nonce is all zero, which nothing is sealed with");
    }
    start();
    int ciphertext = offset + NONCE_BYTES;
    for (int done = 0; done < plainLength; done += SLICE) {
      authenticator.update(sealed, ciphertext + done, Math.min(SLICE, plainLength - done));
    }
    authenticator.finish(tag, 0);
    byte[] claimed =
        Arrays.copyOfRange(sealed, ciphertext + plainLength, ciphertext + plainLength + TAG_BYTES);
    if (!MessageDigest.isEqual(tag, claimed)) {
      throw new AuthenticationException(
          "the authentication tag does not fit: the bytes are damaged or of another key");
    }
    return plainLength;
  }

  /** Seals all of {@code plain}. */
  public byte[] seal(byte[] plain) {
    byte[] sealed = new byte[Math.addExact(plain.length, OVERHEAD)];
    seal(plain, 0, plain.length, sealed, 0);
    return sealed;
  }

  /**
   * Opens all of {@code sealed}.
   *
   * @throws AuthenticationException as the other {@code open}
   */
  public byte[] open(byte[] sealed) throws AuthenticationException {
    byte[] plain = new byte[Math.max(0, sealed.length - OVERHEAD)];
    open(sealed, 0, sealed.length, plain, 0);
    return plain;
  }

  /** Prepares both halves for the current nonce. */
  private void start() {
    try {
      counterMode.init(Cipher.ENCRYPT_MODE, encryptionKey, new IvParameterSpec(nonce));
      nonceCipher.update(nonce, 0, NONCE_BYTES, oneTimeKey, MasterKey.MAC_R_BYTES);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("AES refused its key or nonce", impossible);
    }
    authenticator.start(oneTimeKey);
  }

  private void crypt(byte[] in, int offset, int length, byte[] out, int outOffset) {
    try {
      int written = counterMode.update(in, offset, length, out, outOffset);
      if (written != length) {
        throw new IllegalStateException("AES-CTR kept back " + (length - written) + " bytes");
      }
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("AES-CTR refused a slice", impossible);
    }
  }

  @SuppressWarnings("ReferenceEquality") // the same array, not an equal one
  private static void requireApart(byte[] in, byte[] out) {
    if (in == out) {
      throw new IllegalArgumentException("plain and sealed bytes must lie in two arrays");
    }
  }

  private static boolean isZero(byte[] bytes) {
    int seen = 0;
    for (byte b : bytes) {
      seen |= b;
    }
    return seen == 0;
  }

  /** Wipes the key as far as the JDK lets go of it: its ciphers keep their round keys. */
  @Override
  public void close() {
    Arrays.fill(oneTimeKey, (byte) 0);
    Arrays.fill(opened, (byte) 0);
  }
}
