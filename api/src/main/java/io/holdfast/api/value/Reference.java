package io.holdfast.api.value;

import io.holdfast.schema.annotation.Doc;
import io.holdfast.schema.annotation.Pattern;

/** Another object in the same place, by name. No reference crosses a trust boundary. */
@Doc("Another object, by its name.")
public record Reference(
    @Doc("The object's name.") @Pattern(value = Texts.NAME, expected = Texts.A_NAME) String name) {}
