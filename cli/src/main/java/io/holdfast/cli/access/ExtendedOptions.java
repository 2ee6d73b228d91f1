package io.holdfast.cli.access;

import io.holdfast.cli.console.StopException;
import io.holdfast.repository.s3.S3Settings;
import io.holdfast.repository.s3.S3Upload;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What {@code -o key=value} says about stores. */
final class ExtendedOptions {
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

  private final Map<String, String> values;

  private ExtendedOptions(Map<String, String> values) {
    this.values = values;
  }

  static ExtendedOptions of(List<String> texts) throws StopException {
    var values = new TreeMap<String, String>();
    for (var text : texts) {
      int equals = text.indexOf('=');
      if (equals < 0) {
        continue; // an output format
      }
      var key = text.substring(0, equals);
      if (!KEYS.contains(key)) {
        throw StopException.usage(
            "the extended option '%s' is not known: expected one of %s"
                .formatted(key, String.join(", ", KEYS)));
      }
      values.put(key, text.substring(equals + 1));
    }
    return new ExtendedOptions(values);
  }

  /** How many calls to the store at the same time. */
  int connections(Location location) throws StopException {
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
    throw StopException.usage("%s=%s: expected 1 to %d".formatted(key, text, MOST_CONNECTIONS));
  }

  S3Settings apply(S3Settings settings) throws StopException {
    var region = values.get("s3.region");
    var placed = region == null ? settings : settings.withRegion(region);
    return placed.withAddressing(addressing()).withUpload(upload());
  }

  private S3Settings.Addressing addressing() throws StopException {
    var lookup = values.getOrDefault("s3.bucket-lookup", "auto");
    return switch (lookup) {
      case "auto" -> S3Settings.Addressing.AUTOMATIC;
      case "dns" -> S3Settings.Addressing.VIRTUAL_HOST;
      case "path" -> S3Settings.Addressing.PATH;
      default ->
          throw StopException.usage(
              "s3.bucket-lookup=%s: expected auto, dns or path".formatted(lookup));
    };
  }

  private S3Upload upload() throws StopException {
    return new S3Upload(values.get("s3.storage-class"), encryption(), null);
  }

  private S3Upload.Encryption encryption() throws StopException {
    var text = values.getOrDefault("s3.encryption", "bucket");
    if (text.startsWith("kms:")) {
      return new S3Upload.Encryption.KeyService(text.substring("kms:".length()));
    }
    return switch (text) {
      case "bucket" -> new S3Upload.Encryption.OfBucket();
      case "managed" -> new S3Upload.Encryption.Managed();
      case "kms" -> new S3Upload.Encryption.KeyService(null);
      default ->
          throw StopException.usage(
              "s3.encryption=%s: expected bucket, managed, kms or kms:KEY".formatted(text));
    };
  }
}
