package io.holdfast.repository.file;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Names for tests, one byte per character: {@code "\u00ff"} is the byte 255. */
final class Names {
  private Names() {}

  static byte[] name(String bytes) {
    return bytes.getBytes(StandardCharsets.ISO_8859_1);
  }

  static String text(byte[] name) {
    return new String(name, StandardCharsets.ISO_8859_1);
  }

  static Directory open(Path folder) throws java.io.IOException {
    return Directory.open(BytePath.of(folder.toString()));
  }
}
