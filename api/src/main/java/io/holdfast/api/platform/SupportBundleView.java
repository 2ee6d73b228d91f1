package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;
import java.util.List;

/** A support bundle. */
public record SupportBundleView(
    @Doc("The files in it.") List<String> names, @Doc("The zip archive, in Base64.") String zip) {
  public SupportBundleView {
    names = List.copyOf(names);
  }
}
