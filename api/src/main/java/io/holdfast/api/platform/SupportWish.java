package io.holdfast.api.platform;

import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Pattern;
import io.holdfast.schema.annotation.Size;
import java.util.List;

/** What else is to be in a support bundle. */
public record SupportWish(
    @Doc("Texts that the platform does not have, such as what the doctor found.") @Size(most = 20)
        List<Further> further) {
  public SupportWish {
    further = List.copyOf(further);
  }

  /** A text that is cleaned of secrets like all others. */
  public record Further(
      @Doc("The name of its file.")
          @Pattern(value = "[a-z][a-z0-9.-]{0,40}", expected = "a plain name such as doctor.txt")
          String name,
      @Doc("The text.") String text) {}
}
