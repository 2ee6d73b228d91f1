package io.holdfast.repository.crypto;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.holdfast.repository.codec.GoJsonReader;
import io.holdfast.repository.codec.MalformedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * One of the files that hold the master key, wrapped for one password.
 *
 * <p>It is plain JSON, neither encrypted nor compressed, and named by the SHA-256 of its bytes
 * (F4). {@link #decode} takes any key file that has the shape, even one that this program cannot
 * open, so that it can be listed.
 *
 * @param created when it was made, as Go writes times
 * @param username who made it
 * @param hostname where it was made
 * @param kdf the name of the function that stretches the password; {@code "scrypt"}
 * @param scrypt the cost of that function
 * @param salt standard Base64 of the 64 bytes mixed into the password
 * @param data standard Base64 of the sealed master key
 */
public record KeyFile(
    String created,
    String username,
    String hostname,
    String kdf,
    ScryptParameters scrypt,
    String salt,
    String data) {
  private static final String SCRYPT = "scrypt";
  private static final int SALT_BYTES = 64;
  private static final int LONGEST = 64 * 1024;
  private static final JsonFactory JSON = new JsonFactory();

  /**
   * Reads a key file; fields it does not know are skipped, and absent ones are empty, as in Go.
   *
   * @throws MalformedException when the bytes are not such an object, or more than 64 KiB
   */
  public static KeyFile decode(byte[] json) throws MalformedException {
    if (json.length > LONGEST) {
      throw new MalformedException(
          "a key file of " + json.length + " bytes is too long, expected at most " + LONGEST);
    }
    GoJsonReader reader = new GoJsonReader(json, "key file");
    String created = "";
    String username = "";
    String hostname = "";
    String kdf = "";
    String salt = "";
    String data = "";
    int n = 0;
    int r = 0;
    int p = 0;
    reader.enterObject();
    for (String field = reader.field(); field != null; field = reader.field()) {
      switch (field) {
        case "created" -> created = reader.text();
        case "username" -> username = reader.text();
        case "hostname" -> hostname = reader.text();
        case "kdf" -> kdf = reader.text();
        case "N" -> n = number(reader);
        case "r" -> r = number(reader);
        case "p" -> p = number(reader);
        case "salt" -> salt = reader.text();
        case "data" -> data = reader.text();
        default -> reader.skip();
      }
    }
    reader.end();
    return new KeyFile(created, username, hostname, kdf, new ScryptParameters(n, r, p), salt, data);
  }

  private static int number(GoJsonReader reader) throws MalformedException {
    long number = reader.signed();
    if (number != (int) number) {
      throw reader.malformed(number + " is out of range: expected a number of 32 bits");
    }
    return (int) number;
  }

  /**
   * Wraps {@code key} for {@code password}.
   *
   * @throws IllegalArgumentException when {@code cost} is out of bounds
   */
  public static KeyFile wrap(
      MasterKey key,
      Password password,
      ScryptParameters cost,
      String created,
      String username,
      String hostname,
      SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    byte[] plain = key.encode();
    try (MasterKey user = Scrypt.derive(password, salt, cost);
        AuthenticatedCipher cipher = new AuthenticatedCipher(user, random)) {
      Base64.Encoder base64 = Base64.getEncoder();
      return new KeyFile(
          created,
          username,
          hostname,
          SCRYPT,
          cost,
          base64.encodeToString(salt),
          base64.encodeToString(cipher.seal(plain)));
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  /** The file's bytes, fields in restic's order (F4). */
  public byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("created", created);
      json.writeStringField("username", username);
      json.writeStringField("hostname", hostname);
      json.writeStringField("kdf", kdf);
      json.writeNumberField("N", scrypt.n());
      json.writeNumberField("r", scrypt.r());
      json.writeNumberField("p", scrypt.p());
      json.writeStringField("salt", salt);
      json.writeStringField("data", data);
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("an array cannot fail to be written", impossible);
    }
    return bytes.toByteArray();
  }

  /** Whether it is of the one kind that this program, and restic, can open (F7). */
  public boolean isForScrypt() {
    return kdf.equals(SCRYPT);
  }

  /**
   * Tries {@code password}. Takes about half a second of CPU and 32 MiB with the usual cost, and
   * never more than the bounds of {@link ScryptParameters} allow.
   */
  public Unlock unlock(Password password) {
    if (!isForScrypt()) {
      return new Unlock.Unsupported("its password function is '" + kdf + "', expected scrypt");
    }
    if (scrypt.objection().isPresent()) {
      return new Unlock.Unsupported(scrypt.objection().get());
    }
    byte[] saltBytes;
    byte[] sealed;
    try {
      saltBytes = Base64.getDecoder().decode(salt);
      sealed = Base64.getDecoder().decode(data);
    } catch (IllegalArgumentException notBase64) {
      return new Unlock.Unsupported("its salt or data is not Base64: " + notBase64.getMessage());
    }
    if (saltBytes.length != SALT_BYTES) {
      return new Unlock.Unsupported(
          "its salt has " + saltBytes.length + " bytes, expected " + SALT_BYTES);
    }
    if (sealed.length < AuthenticatedCipher.OVERHEAD) {
      return new Unlock.Unsupported("its data has only " + sealed.length + " bytes");
    }
    try (MasterKey user = Scrypt.derive(password, saltBytes, scrypt);
        AuthenticatedCipher cipher = new AuthenticatedCipher(user, new SecureRandom())) {
      return open(cipher, sealed);
    }
  }

  private static Unlock open(AuthenticatedCipher cipher, byte[] sealed) {
    byte[] plain;
    try {
      plain = cipher.open(sealed);
    } catch (AuthenticationException _) {
      return new Unlock.WrongPassword();
    }
    try {
      return new Unlock.Opened(MasterKey.decode(plain));
    } catch (MalformedException malformed) {
      return new Unlock.Unsupported("the password fits, but " + malformed.getMessage());
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }
}
