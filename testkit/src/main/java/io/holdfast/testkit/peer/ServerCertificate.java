package io.holdfast.testkit.peer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for 127.0.0.1 and localhost that a client must be told to trust.
 *
 * @param certificate PEM file; also what restic's {@code --cacert} takes
 * @param key PEM file with the PKCS#8 private key
 */
public record ServerCertificate(Path certificate, Path key) {
  private static final String PASSWORD = "only-for-tests";
  private static final String ALIAS = "server";

  /** Makes a new one, which signs itself, in the directory. */
  public static ServerCertificate selfSigned(Path directory) throws IOException {
    Path store = directory.resolve("server.p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Program.of(List.of(keytool.toString()))
        .with("-genkeypair", "-alias", ALIAS, "-keyalg", "EC", "-groupname", "secp256r1")
        .with("-dname", "CN=localhost", "-ext", "SAN=ip:127.0.0.1,dns:localhost")
        .with("-ext", "BC=ca:true", "-validity", "30", "-storetype", "PKCS12")
        .with("-keystore", store.toString(), "-storepass", PASSWORD)
        .run(Duration.ofMinutes(1))
        .exits(0);
    try (InputStream in = Files.newInputStream(store)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD.toCharArray());
      Key secret = keys.getKey(ALIAS, PASSWORD.toCharArray());
      Certificate issued = keys.getCertificate(ALIAS);
      return new ServerCertificate(
          write(directory.resolve("server.crt"), "CERTIFICATE", issued.getEncoded()),
          write(directory.resolve("server.key"), "PRIVATE KEY", secret.getEncoded()));
    } catch (GeneralSecurityException impossible) {
      throw new IOException("could not read the certificate just made in " + store, impossible);
    }
  }

  private static Path write(Path file, String label, byte[] der) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return Files.writeString(
        file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, body, label), US_ASCII);
  }

  /** What a Java client uses to trust this certificate and no other. */
  public SSLContext trustingClient() throws IOException {
    try (InputStream in = Files.newInputStream(certificate)) {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry(
          ALIAS, CertificateFactory.getInstance("X.509").generateCertificate(in));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException unreadable) {
      throw new IOException("could not use the certificate in " + certificate, unreadable);
    }
  }
}
