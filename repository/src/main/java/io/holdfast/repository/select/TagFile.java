package io.holdfast.repository.select;

import io.holdfast.repository.file.BytePath;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A file that marks its directory: everything there but the file itself is left out. */
public final class TagFile {
  /** The file of the Cache Directory Tagging Specification (bford.info/cachedir). */
  public static final TagFile CACHE =
      new TagFile(
          "CACHEDIR.TAG".getBytes(StandardCharsets.US_ASCII),
          "Signature: 8a477f597d28d172789f06886806bc55".getBytes(StandardCharsets.US_ASCII));

  private final byte[] name;
  private final byte[] header;

  private TagFile(byte[] name, byte[] header) {
    this.name = name;
    this.header = header;
  }

  /**
   * Reads {@code NAME} or {@code NAME:HEADER}.
   *
   * @throws BadPatternException when there is no name
   */
  public static TagFile parse(byte[] text) throws BadPatternException {
    int colon = 0;
    while (colon < text.length && text[colon] != ':') {
      colon++;
    }
    if (colon == 0) {
      throw new BadPatternException(
          "a file that marks directories has no name: expected NAME or NAME:HEADER");
    }
    return new TagFile(
        Arrays.copyOf(text, colon),
        colon == text.length ? new byte[0] : Arrays.copyOfRange(text, colon + 1, text.length));
  }

  /** The file's name; a copy. */
  public byte[] name() {
    return name.clone();
  }

  /** How many bytes of the file {@link #marks} wants to see; 0 when its presence is enough. */
  public int headerLength() {
    return header.length;
  }

  /** Whether a file of this name that starts with these bytes marks its directory. */
  public boolean marks(byte[] start) {
    return start.length >= header.length
        && Arrays.equals(start, 0, header.length, header, 0, header.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TagFile file
        && Arrays.equals(name, file.name)
        && Arrays.equals(header, file.header);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(name) + Arrays.hashCode(header);
  }

  @Override
  public String toString() {
    return BytePath.of(name) + (header.length == 0 ? "" : ":" + BytePath.of(header));
  }
}
