package io.holdfast.vault.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * What a person needs to restore everything from a repository.
 *
 * @param access how the repository is opened, with its password
 * @param volumes where the volumes of the applications were
 * @param machine that is protected
 * @param made when the kit was
 */
public record RecoveryKit(Access access, List<Place> volumes, String machine, Instant made) {
  public RecoveryKit {
    volumes = List.copyOf(volumes);
  }

  /**
   * How a repository is opened.
   *
   * @param name what the kinds call it
   * @param location in restic's notation
   * @param id of the repository, which never changes
   * @param fingerprint of repository and key
   * @param password the key: whoever has it reads everything
   * @param credentials for its store, which are not in the kit
   */
  public record Access(
      String name,
      String location,
      String id,
      String fingerprint,
      String password,
      List<Credential> credentials) {
    public Access {
      credentials = List.copyOf(credentials);
    }

    @Override
    public String toString() {
      return "access to " + name; // the password goes where the kit is written, and nowhere else
    }
  }

  /**
   * Something that the store asks for, and that is kept elsewhere.
   *
   * @param variable that hands it over
   * @param place where the machine had it
   */
  public record Credential(String variable, String place) {}

  /** Where a volume of an application was. */
  public record Place(String application, String volume, String directory) {}

  private static final int DIGITS = 32;

  /**
   * The fingerprint of a repository and the key file that a password opens.
   *
   * @param repository the id of the repository
   * @param key the id of the key file
   */
  public static String fingerprint(String repository, String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest((repository + ":" + key).getBytes(UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  /** The applications that are in it, sorted. */
  public List<String> applications() {
    return volumes.stream().map(Place::application).distinct().sorted().toList();
  }
}
