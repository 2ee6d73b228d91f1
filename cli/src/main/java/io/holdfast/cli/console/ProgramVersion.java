package io.holdfast.cli.console;

import java.io.IOException;
import java.util.Properties;

/** Which holdfast this is. */
public final class ProgramVersion {
  /** The version of everything printed with {@code --json}; fields may be added within one. */
  public static final int JSON_FORMAT = 1;

  private ProgramVersion() {}

  public static String number() throws IOException {
    var build = new Properties();
    try (var resource =
        ProgramVersion.class.getResourceAsStream("/io/holdfast/cli/version.properties")) {
      build.load(resource);
    }
    return build.getProperty("version");
  }

  /** As snapshots name the program that made them. */
  public static String words() throws IOException {
    return "holdfast " + number();
  }
}
