package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;
import java.util.List;

/** A recovery kit that was written. The key is in the files, and not here. */
public record KitView(
    @Doc("The files, on the machine that was asked.") List<String> files,
    @Doc("The fingerprint of repository and key.") String fingerprint,
    @Doc("What a person should know all the same.") List<String> warnings) {
  public KitView {
    files = List.copyOf(files);
    warnings = List.copyOf(warnings);
  }
}
