package io.holdfast.repository.file;

import java.nio.ByteOrder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The systems whose system calls we know: Linux on 64-bit x86 and ARM. */
enum Platform {
  X86_64,
  ARM_64;

  private static final @Nullable Platform CURRENT =
      of(
          System.getProperty("os.name", ""),
          System.getProperty("os.arch", ""),
          ByteOrder.nativeOrder());

  /** The system that a JVM's properties describe; null when it is none of ours. */
  static @Nullable Platform of(String system, String architecture, ByteOrder order) {
    if (!system.equals("Linux") || order != ByteOrder.LITTLE_ENDIAN) {
      return null;
    }
    return switch (architecture.toLowerCase(Locale.ROOT)) {
      case "amd64", "x86_64" -> X86_64;
      case "aarch64", "arm64" -> ARM_64;
      default -> null;
    };
  }

  /**
   * The system this JVM runs on.
   *
   * @throws UnsupportedOperationException when it is none of ours
   */
  static Platform current() {
    Platform platform = CURRENT;
    if (platform == null) {
      throw new UnsupportedOperationException(
          "files cannot be read or restored on %s %s: expected Linux on x86-64 or arm64"
              .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
    }
    return platform;
  }
}
