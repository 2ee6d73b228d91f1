package io.holdfast.server;

import java.io.IOException;
import java.util.Properties;

/** Which holdfast this is. */
final class ProgramVersion {
  private ProgramVersion() {}

  static String number() throws IOException {
    var build = new Properties();
    try (var resource =
        ProgramVersion.class.getResourceAsStream("/io/holdfast/server/version.properties")) {
      build.load(resource);
    }
    return build.getProperty("version");
  }
}
