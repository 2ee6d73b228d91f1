package io.holdfast.location;

import io.holdfast.repository.s3.S3Settings;
import io.holdfast.repository.s3.S3Upload;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Settings of single kinds of stores, each {@code kind.name=value} as restic has them. */
public final class ExtendedOptions {
  private static final List<String> KEYS =
      List.of(
          "local.connections",
          "rest.connections",
          "s3.connections",
          "s3.region",
          "s3.bucket-lookup",
          "s3.storage-class",
          "s3.encryption");

  private static final int MOST_CONNECTIONS = 64;

  /** Everything as usual. */
  public static final ExtendedOptions NONE = new ExtendedOptions(Map.of());

  private final Map<String, String> values;

  private ExtendedOptions(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /**
   * Reads such settings.
   *
   * @throws UnusableSettingException when a name is not known; a value is looked at when a store
   *     asks for it
   */
  public static ExtendedOptions of(List<String> texts) {
    var values = new TreeMap<String, String>();
    for (var text : texts) {
      int equals = text.indexOf('=');
      var key = equals < 0 ? text : text.substring(0, equals);
      if (!KEYS.contains(key)) {
        throw new UnusableSettingException(
            "the extended option '%s' is not known: expected one of %s"
                .formatted(key, String.join(", ", KEYS)));
      }
      values.put(key, equals < 0 ? "" : text.substring(equals + 1));
    }
    return new ExtendedOptions(values);
  }

  /**
   * How many calls to the store at the same time.
   *
   * @throws UnusableSettingException when that is no number from 1 on, or a large one
   */
  public int connections(Location location) {
    var key = location.kind() + ".connections";
    var text = values.getOrDefault(key, location instanceof Location.Local ? "2" : "5");
    try {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= MOST_CONNECTIONS) {
        return number;
      }
    } catch (NumberFormatException malformed) {
      // said below
    }
    throw new UnusableSettingException(
        "%s=%s: expected 1 to %d".formatted(key, text, MOST_CONNECTIONS));
  }

  S3Settings apply(S3Settings settings) {
    var region = values.get("s3.region");
    var placed = region == null ? settings : settings.withRegion(region);
    return placed.withAddressing(addressing()).withUpload(upload());
  }

  private S3Settings.Addressing addressing() {
    var lookup = values.getOrDefault("s3.bucket-lookup", "auto");
    return switch (lookup) {
      case "auto" -> S3Settings.Addressing.AUTOMATIC;
      case "dns" -> S3Settings.Addressing.VIRTUAL_HOST;
      case "path" -> S3Settings.Addressing.PATH;
      default ->
          throw new UnusableSettingException(
              "s3.bucket-lookup=%s: expected auto, dns or path".formatted(lookup));
    };
  }

  private S3Upload upload() {
    return new S3Upload(values.get("s3.storage-class"), encryption(), null);
  }

  private S3Upload.Encryption encryption() {
    var text = values.getOrDefault("s3.encryption", "bucket");
    if (text.startsWith("kms:")) {
      return new S3Upload.Encryption.KeyService(text.substring("kms:".length()));
    }
    return switch (text) {
      case "bucket" -> new S3Upload.Encryption.OfBucket();
      case "managed" -> new S3Upload.Encryption.Managed();
      case "kms" -> new S3Upload.Encryption.KeyService(null);
      default ->
          throw new UnusableSettingException(
              "s3.encryption=%s: expected bucket, managed, kms or kms:KEY".formatted(text));
    };
  }
}
