package io.holdfast.protection.ledger;

import io.holdfast.protection.point.ContentId;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The key by which a writer signs its segments: Ed25519 (RFC 8032), which needs no randomness to
 * sign and has one valid signature only for each text.
 *
 * <p>A chain of hashes shows that nothing was changed since somebody looked; the signature shows
 * that it was this writer who wrote it, and not whoever holds the database or a password of the
 * repository.
 */
public final class WriterKey {
  static final String ALGORITHM = "Ed25519";

  private final PrivateKey secret;
  private final PublicKey shown;

  /** A writer with this pair of keys. */
  public WriterKey(KeyPair pair) {
    this.secret = pair.getPrivate();
    this.shown = pair.getPublic();
    if (!secret.getAlgorithm().equals("EdDSA") && !secret.getAlgorithm().equals(ALGORITHM)) {
      throw new IllegalArgumentException(
          "a key of %s signs no ledger: expected Ed25519".formatted(secret.getAlgorithm()));
    }
  }

  /** Who it is. */
  public WriterId id() {
    return idOf(publicKey());
  }

  /** What others check signatures with: X.509 in base64. */
  public String publicKey() {
    return Base64.getEncoder().encodeToString(shown.getEncoded());
  }

  /** The signature of a hash, in base64. */
  String sign(ContentId hash) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(secret);
      signature.update(HexFormat.of().parseHex(hash.text()));
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK signs with Ed25519", impossible);
    }
  }

  /** Whether {@code signature} is that of this hash by the writer, whose key this has to be. */
  static boolean isSigned(ContentId hash, String signature, String publicKey, WriterId writer) {
    try {
      if (!idOf(publicKey).equals(writer)) {
        return false;
      }
      Signature check = Signature.getInstance(ALGORITHM);
      check.initVerify(decoded(publicKey));
      check.update(HexFormat.of().parseHex(hash.text()));
      return check.verify(Base64.getDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException malformed) {
      return false; // no key, or no signature: in any case not signed
    }
  }

  private static PublicKey decoded(String text)
      throws NoSuchAlgorithmException, InvalidKeySpecException {
    return KeyFactory.getInstance(ALGORITHM)
        .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(text)));
  }

  /** Who signs with a public key. */
  static WriterId idOf(String publicKey) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(Base64.getDecoder().decode(publicKey));
      return new WriterId(HexFormat.of().formatHex(hash).substring(0, WriterId.DIGITS));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  @Override
  public String toString() {
    return "***";
  }
}
