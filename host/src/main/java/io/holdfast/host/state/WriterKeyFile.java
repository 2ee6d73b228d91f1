package io.holdfast.host.state;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.holdfast.protection.ledger.WriterKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/** The file of the key by which this machine signs the ledger: the private half, the public. */
final class WriterKeyFile {
  private static final int MOST = 1024;

  private final Path file;

  WriterKeyFile(Path file) {
    this.file = file;
  }

  /** The key; made when there is none. A cut file would never sign again what it has signed. */
  WriterKey key() throws IOException {
    var kept = PrivateFile.read(file, MOST);
    try {
      if (kept.isPresent()) {
        return parsed(new String(kept.get(), US_ASCII));
      }
      return made();
    } catch (GeneralSecurityException | IllegalArgumentException malformed) {
      throw new IOException(
          "%s holds no key (%s): remove it, and this machine writes the ledger under a new one"
              .formatted(file, malformed.getMessage()),
          malformed);
    }
  }

  /** A new key in the place of the one that is there, which stays beside it under its name. */
  WriterKey renew() throws IOException {
    Path old = file.resolveSibling("writer-%s.key".formatted(key().id()));
    if (!Files.exists(old)) {
      Files.createLink(old, file);
    }
    try {
      return made();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK makes keys of Ed25519", impossible);
    }
  }

  private WriterKey made() throws GeneralSecurityException, IOException {
    var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    PrivateFile.write(file, text(pair).getBytes(US_ASCII));
    return new WriterKey(pair);
  }

  private static WriterKey parsed(String text) throws GeneralSecurityException {
    List<String> lines = text.lines().toList();
    if (lines.size() != 2) {
      throw new IllegalArgumentException("expected two lines, found " + lines.size());
    }
    var factory = KeyFactory.getInstance("Ed25519");
    var decoder = Base64.getDecoder();
    return new WriterKey(
        new KeyPair(
            factory.generatePublic(new X509EncodedKeySpec(decoder.decode(lines.getLast()))),
            factory.generatePrivate(new PKCS8EncodedKeySpec(decoder.decode(lines.getFirst())))));
  }

  private static String text(KeyPair pair) {
    var encoder = Base64.getEncoder();
    return "%s\n%s\n"
        .formatted(
            encoder.encodeToString(pair.getPrivate().getEncoded()),
            encoder.encodeToString(pair.getPublic().getEncoded()));
  }
}
