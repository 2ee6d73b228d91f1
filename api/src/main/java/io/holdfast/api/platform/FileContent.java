package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;

/** What is in a file. */
public record FileContent(@Doc("All of it, in Base64.") String content) {
  /** A larger file is restored, not read. */
  public static final int LARGEST = 16 << 20;
}
